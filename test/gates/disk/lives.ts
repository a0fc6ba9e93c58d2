import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FixedClock } from "../../../src/base/clock.ts";
import type { Disk } from "../../../src/base/disk.ts";
import { durableFiles } from "../../../src/base/files.ts";
import type { NewEvent } from "../../../src/ledger/events.ts";
import { EvidenceStore } from "../../../src/ledger/evidence.ts";
import { openLedger, type OpenPlace } from "../../../src/ledger/ledger.ts";
import { repairLedger } from "../../../src/ledger/repair.ts";
import { MemoryDisk } from "./memory-disk.ts";

export const DIR = "/home/subject";
const JOURNAL = `${DIR}/journal.ndjson`;
const HEAD = `${DIR}/head.sealed`;
const FORMAT_1 = join("test", "ledger", "fixtures", "format-1"); // its key is 32 times 7

/** What the ledger told its caller is on the disk. */
export class Told {
  readonly events: string[] = [];
  readonly evidence: string[] = [];
}

/** One kind of work that a ledger does, from a disk as it may be found. */
export interface Life {
  readonly name: string;
  prepare(): Promise<{ disk: MemoryDisk; told: Told }>;
  live(place: OpenPlace, told: Told): Promise<void>;
}

export const LIVES: readonly Life[] = [
  { name: "begin, append, close, go on", prepare: async () => ({ disk: new MemoryDisk(), told: new Told() }), live: wholeLife },
  { name: "append to what is there", prepare: () => written(), live: shortLife },
  { name: "after a torn write", prepare: () => written(tear), live: shortLife },
  { name: "after a head that fell behind", prepare: () => written(fallBehind), live: shortLife },
  { name: "upgrade from format 1", prepare: fromFormat1, live: shortLife },
  { name: "repair", prepare: () => written(damage), live: repairedLife },
];

export function placeOn(disk: Disk): OpenPlace {
  return { dir: DIR, subject: "sabcdefg", key: Buffer.alloc(32, 7), files: durableFiles(disk), clock: new FixedClock("2026-06-01T12:00:00Z") };
}

async function wholeLife(place: OpenPlace, told: Told): Promise<void> {
  for (const round of ["a", "b"]) {
    const ledger = await openLedger(place);
    try {
      await keep(told, [`${round}1`], (events) => ledger.append(...events));
      await keep(told, [`${round}2`, `${round}3`, `${round}4`], (events) => ledger.append(...events));
      await Promise.all(["5", "6", "7"].map((n) => keep(told, [round + n], (events) => ledger.append(...events))));
      told.evidence.push(await new EvidenceStore(place).put({ kind: "confirmation", step: "optOut.steps[1]", text: `seen ${round}` }));
      await ledger.project();
      await keep(told, [`${round}8`], (events) => ledger.append(...events));
    } finally {
      await ledger[Symbol.asyncDispose]();
    }
  }
}

async function shortLife(place: OpenPlace, told: Told, names: readonly string[] = ["z1", "z2"]): Promise<void> {
  const ledger = await openLedger(place);
  try {
    await keep(told, names, (events) => ledger.append(...events));
  } finally {
    await ledger[Symbol.asyncDispose]();
  }
}

async function repairedLife(place: OpenPlace, told: Told): Promise<void> {
  await repairLedger(place);
  await shortLife(place, told);
}

async function keep(told: Told, names: readonly string[], append: (events: NewEvent[]) => Promise<void>): Promise<void> {
  await append(names.map(marked));
  told.events.push(...names);
}

/** An event that is known again by its code, of a broker of its own so that calls at the same time keep out of each other's way. */
function marked(code: string): NewEvent {
  return { type: "deferred", broker: `broker-${code}`, listings: ["-"], reason: "backoff", until: "2026-06-02T00:00:00Z", code };
}

async function written(change?: (disk: MemoryDisk, told: Told) => Promise<void>): Promise<{ disk: MemoryDisk; told: Told }> {
  const [disk, told] = [new MemoryDisk(), new Told()];
  await wholeLife(placeOn(disk), told);
  await change?.(disk, told);
  return { disk, told };
}

async function tear(disk: MemoryDisk): Promise<void> {
  await disk.plant(JOURNAL, Buffer.concat([await disk.read(JOURNAL), Buffer.from('{"seq":17,"pre')]));
}

async function fallBehind(disk: MemoryDisk, told: Told): Promise<void> {
  const [head, projection] = [await disk.read(HEAD), await disk.read(`${DIR}/ledger.json`)];
  await shortLife(placeOn(disk), told, ["y1"]);
  await disk.plant(HEAD, head);
  await disk.plant(`${DIR}/ledger.json`, projection);
}

/** One record beyond reading: the others are what a repair must keep. */
async function damage(disk: MemoryDisk, told: Told): Promise<void> {
  const lines = (await disk.read(JOURNAL)).toString("utf8").split("\n");
  await disk.plant(JOURNAL, Buffer.from(lines.with(3, "%%%").join("\n")));
  told.events.splice(told.events.indexOf("a3"), 1);
}

async function fromFormat1(): Promise<{ disk: MemoryDisk; told: Told }> {
  const disk = new MemoryDisk();
  for (const name of ["journal.ndjson", "head.sealed", "ledger.json"]) await disk.plant(`${DIR}/${name}`, readFileSync(join(FORMAT_1, name)));
  return { disk, told: new Told() };
}
