import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { ended } from "../cli/run-cli.ts";
import { newPlace, withLedger } from "../ledger/support/ledgers.ts";
import { bundle } from "../vault/support/child.ts";

const why = whyNot();

/** The twins of the disk say what we believe of a disk; here the kernel itself fails a call, once, for comparison. */
describe(`a ledger whose calls the kernel fails${why === "" ? "" : ` (skipped: ${why})`}`, () => {
  let built: string;
  let child: string;
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), "unlist-strace-"));
    child = await bundle(join(import.meta.dirname, "../ledger/support/append-child.ts"), built);
  });
  afterAll(() => rm(built, { recursive: true, force: true }));

  it.skipIf(why !== "").each(["fdatasync:error=EIO:when=9", "fdatasync:error=ENOSPC:when=12", "pwrite64:error=ENOSPC:when=5"])("loses nothing it acknowledged and opens again after %s", async (fault) => {
    const place = await newPlace();
    await withLedger(place, () => undefined);
    const log = join(built, "strace.log");
    const run = spawn("strace", ["-f", "-o", log, "-e", `trace=${fault.split(":")[0] ?? ""}`, "-e", `inject=${fault}`, process.execPath, child, place.dir, place.subject, Buffer.from(place.key).toString("hex")], { stdio: ["pipe", "pipe", "pipe"] });

    const stopped = await ended(run);

    const kept = Number(/kept (\d+)\s*$/.exec(stopped.stdout)?.[1] ?? 0);
    const { view, isDamaged } = await readLedger(place);
    expect(await readFile(log, "utf8")).toContain("(INJECTED)");
    expect(isDamaged).toBe(false);
    expect(view.events.length).toBeGreaterThanOrEqual(kept);
    await withLedger(place, () => undefined);
  });
});

/** Why the kernel can't be asked here; empty when it can. */
function whyNot(): string {
  const tried = spawnSync("strace", ["-f", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO", process.execPath, "-e", ""], { encoding: "utf8" });
  if (tried.error) return "there is no strace";
  return tried.status === 0 ? "" : "strace may not trace here";
}
