import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../src/base/files.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { Child, bundle } from "../vault/support/child.ts";
import type { Gate } from "./support/gate.ts";

const CHILD = join("test", "gates", "disk", "writer-child.ts");
const KEY = Buffer.alloc(32, 7);

export interface Race {
  readonly acknowledged: number;
  readonly kept: number;
  /** Turns that were refused because the other process held the home, in its own words, and tried again. */
  readonly refusals: number;
  readonly isWhole: boolean;
}

/** Two processes that want to make so many updates each, to one ledger. `isLockless`: they take no lock, as a planted fault. */
export async function race(updates: number, isLockless = false): Promise<Race> {
  const home = await mkdtemp(join(tmpdir(), "unlist-writers-"));
  try {
    const place = { dir: join(home, "subject"), subject: "sabcdefg", key: KEY, files: nodeFiles };
    await nodeFiles.makeDir(place.dir);
    const child = await bundle(CHILD, home);
    const writers = ["a", "b"].map((name) => new Child(child, [home, name, String(updates), isLockless ? "lockless" : "locked"]));
    await Promise.all(writers.map((writer) => writer.line("ready")));
    for (const writer of writers) writer.say("go");
    const ends = await Promise.all(writers.map((writer) => Promise.race([writer.line("done"), writer.line("broken")])));
    await Promise.all(writers.map((writer) => writer.kill()));
    const told = writers.flatMap(({ lines }) => lines.filter((line) => line.startsWith("kept ")).map((line) => line.slice(5)));
    const { view } = await readLedger(place);
    const codes = new Set(view.events.flatMap((event) => ("code" in event ? [event.code] : [])));
    const { isWhole } = await verifyLedger(place);
    const refusals = ends.reduce((sum, end) => sum + Number(/refused (\d+)/.exec(end)?.[1] ?? 0), 0);
    return { acknowledged: told.length, kept: told.filter((code) => codes.has(code)).length, refusals, isWhole };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

export const gate: Gate = {
  name: "two-writers",
  limit: "two processes, 500 updates each: 1,000 kept, whoever is refused is told by whom",
  async run(scale) {
    const updates = scale === "full" ? 500 : 100;
    const { acknowledged, kept, refusals, isWhole } = await race(updates);
    return { figure: `${kept} of ${2 * updates} kept, ${refusals} clean refusals, ledger ${isWhole ? "whole" : "damaged"}`, ok: kept === 2 * updates && acknowledged === kept && isWhole };
  },
  async control() {
    const { acknowledged, kept, isWhole } = await race(100, true);
    return kept < acknowledged || !isWhole ? "caught" : "missed";
  },
};
