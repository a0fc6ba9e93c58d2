import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FixedClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { openLedger, type Ledger, type OpenPlace } from "../../../src/ledger/ledger.ts";
import { tempDir } from "../../vault/support/temp-home.ts";
import { day, fact } from "./facts.ts";

export interface TestPlace extends OpenPlace {
  readonly clock: FixedClock;
}

export async function newPlace(): Promise<TestPlace> {
  return { dir: join(await tempDir(), "subject"), subject: "sabcdefg", key: randomBytes(32), files: nodeFiles, clock: new FixedClock(day(1)) };
}

/** A ledger with one request that was confirmed: four batches of one record each. */
export async function writeSome(place: TestPlace): Promise<void> {
  await using ledger = await openLedger(place);
  await ledger.append(fact("found"));
  await ledger.append(fact("intended"));
  await ledger.append(fact("acknowledged", { until: day(15) }));
  place.clock.set(day(16));
  await ledger.append(fact("absent"));
}

/** Opens a ledger, works with it, and closes it. */
export async function withLedger<T>(place: OpenPlace, work: (ledger: Ledger) => Promise<T> | T): Promise<T> {
  await using ledger = await openLedger(place);
  return await work(ledger);
}

export function journalOf(place: TestPlace): Promise<Buffer> {
  return readFile(join(place.dir, "journal.ndjson"));
}

export async function linesOf(place: TestPlace): Promise<string[]> {
  return (await journalOf(place)).toString("utf8").split("\n").slice(0, -1);
}

export async function rewriteJournal(place: TestPlace, bytes: Uint8Array | string): Promise<void> {
  await writeFile(join(place.dir, "journal.ndjson"), bytes);
}

export async function rewriteLines(place: TestPlace, change: (lines: string[]) => string[]): Promise<void> {
  await rewriteJournal(place, change(await linesOf(place)).map((line) => `${line}\n`).join(""));
}
