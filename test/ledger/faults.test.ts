import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeDisk } from "../../src/base/disk.ts";
import { durableFiles, nodeFiles, type Files } from "../../src/base/files.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { Child, bundle } from "../vault/support/child.ts";
import { saying } from "../vault/support/saying.ts";
import { fact } from "./support/facts.ts";
import { newPlace, withLedger } from "./support/ledgers.ts";

describe("a disk that fails", () => {
  it("lets nothing more be written in that run, and says the reason to whoever tries", async () => {
    const place = await newPlace();
    await withLedger(place, () => undefined);
    const disk = { isFull: false };
    const ledger = await openLedger({ ...place, files: filesOn(disk) });
    disk.isFull = true;

    await expect(ledger.append(fact("found"))).rejects.toMatchObject({ hint: saying(/free some space/) });
    disk.isFull = false;
    await expect(ledger.append(fact("found"))).rejects.toThrow(/the disk is full/);

    expect(ledger.view.events).toEqual([]);
    await ledger[Symbol.asyncDispose]();
  });
});

describe("a process that is killed while it appends", () => {
  let built: string;
  let childFile: string;
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), "unlist-child-"));
    childFile = await bundle(join(import.meta.dirname, "support/append-child.ts"), built);
  });
  afterAll(() => rm(built, { recursive: true, force: true }));

  it("loses nothing it was told is on the disk, kill after kill on the same ledger", async () => {
    const place = await newPlace();
    await nodeFiles.makeDir(place.dir);
    let told = 0;
    for (let kill = 1; kill <= 5; kill += 1) {
      const child = new Child(childFile, [place.dir, place.subject, Buffer.from(place.key).toString("hex")]);
      await child.line(`kept ${told + kill * 7}`);
      await child.kill();
      told = Number(child.lines.at(-1)?.split(" ")[1]);

      const { view, isDamaged } = await readLedger(place);
      expect(isDamaged).toBe(false);
      expect(view.events.length).toBeGreaterThanOrEqual(told);
      told = view.events.length;
    }
  });
});

/** The real disk, which may be full. Every other way to fail is in `test/gates/disk-faults.gate.ts`. */
function filesOn(disk: { readonly isFull: boolean }): Files {
  return durableFiles({
    ...nodeDisk,
    async open(path, flags, mode) {
      const file = await nodeDisk.open(path, flags, mode);
      const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
      return { ...file, write: (bytes, offset) => (disk.isFull ? Promise.reject(full) : file.write(bytes, offset)) };
    },
  });
}
