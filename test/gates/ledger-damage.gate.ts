import { createHash } from "node:crypto";
import { seededRandom, type Random } from "../../src/base/random.ts";
import type { LedgerPlace } from "../../src/ledger/place.ts";
import { readProjection, writeProjection } from "../../src/ledger/projection.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { eventsIn, readJournal } from "../../src/ledger/read-journal.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { DIR, LIVES, placeOn } from "./disk/lives.ts";
import { MemoryDisk } from "./disk/memory-disk.ts";
import type { Gate } from "./support/gate.ts";

const FILES = ["journal.ndjson", "head.sealed"] as const;

/** What may happen to a file behind our back. */
const MUTATIONS = ["flip", "cut", "swap", "duplicate", "drop", "overwrite"] as const;
type Mutation = (typeof MUTATIONS)[number];

export interface Mutated {
  readonly mutations: number;
  readonly undetected: readonly string[];
}

/** Changes a whole ledger in one way after another, and has each result read. */
export async function mutate(count: number, seed: number, isBlind = false): Promise<Mutated> {
  const random = seededRandom(seed);
  const whole = await wholeLedger();
  const events = eventsIn(whole.get(FILES[0]) ?? Buffer.alloc(0)).length;
  const undetected: string[] = [];
  for (let i = 0; i < count; ) {
    const file = random.next() < 0.85 ? FILES[0] : FILES[1];
    const mutation = pick(MUTATIONS, random);
    const before = whole.get(file) ?? Buffer.alloc(0);
    const after = mutated(before, mutation, random);
    if (after.equals(before)) continue; // a swap of equal bytes is no change, and none that is counted
    i += 1;
    // With the projection, as a ledger is opened as a rule, and without it, as after an upgrade.
    const files = new Map(whole).set(file, after);
    if (random.next() < 0.3) files.delete("ledger.json");
    if (!(await isDetected(files, { isBlind, events }))) undetected.push(`mutation ${i}: ${mutation} in ${file}`);
  }
  return { mutations: count, undetected };
}

async function wholeLedger(): Promise<Map<string, Buffer>> {
  const life = LIVES[1]!;
  const { disk, told } = await life.prepare();
  await life.live(placeOn(disk), told);
  const ledger = await openLedger(placeOn(disk));
  await ledger.append({ type: "found", broker: "acme", listings: ["k3y00000aaaaaaaa"], verdict: "match", matched: ["name"], contradicts: [], missing: [], sealed: "c2VhbGVk" });
  await ledger[Symbol.asyncDispose]();
  return new Map(await Promise.all([...FILES, "ledger.json"].map(async (name) => [name, await disk.read(`${DIR}/${name}`)] as const)));
}

/**
 * Refused, or noticed and put right with all that was acknowledged still there: a change of one of the head's two copies, or what was
 * added behind the last record.
 */
async function isDetected(files: ReadonlyMap<string, Buffer>, { isBlind, events }: { readonly isBlind: boolean; readonly events: number }): Promise<boolean> {
  const disk = new MemoryDisk();
  for (const [name, bytes] of files) await disk.plant(`${DIR}/${name}`, bytes);
  const place = placeOn(disk);
  if (isBlind) await vouchFor(files.get(FILES[0]) ?? Buffer.alloc(0), place);
  const reading = await readJournal(place);
  if (reading?.damage) return true;
  const isNoticed = (reading?.ahead ?? 0) > 0 || (reading?.torn ?? 0) > 0;
  return isNoticed && (await readLedger(place)).view.events.length === events;
}

/** The planted fault: a projection that vouches for bytes whose chain nobody had followed. */
async function vouchFor(journal: Buffer, place: LedgerPlace): Promise<void> {
  const projection = await readProjection(place);
  if (!projection) return;
  const sha256 = createHash("sha256").update(journal).digest("hex");
  await writeProjection(place, { ...projection, mark: { ...projection.mark, length: journal.length, sha256 } });
}

function mutated(bytes: Buffer, mutation: Mutation, random: Random): Buffer {
  const at = Math.floor(random.next() * bytes.length);
  switch (mutation) {
    case "flip":
      return spliced(bytes, at, 1, Buffer.of((bytes[at] ?? 0) ^ (1 << Math.floor(random.next() * 8))));
    case "cut":
      return bytes.subarray(0, at);
    case "overwrite":
      return spliced(bytes, at, 16, Buffer.from(Array.from({ length: Math.min(16, bytes.length - at) }, () => Math.floor(random.next() * 256))));
    case "swap":
    case "duplicate":
    case "drop":
      return inPieces(bytes, mutation, random);
  }
}

/** By lines, or by pieces of any length. */
function inPieces(bytes: Buffer, mutation: "swap" | "duplicate" | "drop", random: Random): Buffer {
  const pieces = random.next() < 0.6 ? lines(bytes) : chunks(bytes, 1 + Math.floor(random.next() * 300));
  const [a, b] = [pick([...pieces.keys()], random), pick([...pieces.keys()], random)];
  const [one, other] = [pieces[a] ?? Buffer.alloc(0), pieces[b] ?? Buffer.alloc(0)];
  if (mutation === "drop") return Buffer.concat(pieces.toSpliced(a, 1));
  if (mutation === "duplicate") return Buffer.concat(pieces.toSpliced(b, 0, one));
  return Buffer.concat(pieces.with(a, other).with(b, one));
}

function lines(bytes: Buffer): Buffer[] {
  return bytes.toString("latin1").split(/(?<=\n)/).map((line) => Buffer.from(line, "latin1"));
}

function chunks(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

function spliced(bytes: Buffer, at: number, length: number, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random.next() * all.length)]!;
}

export const gate: Gate = {
  name: "ledger-damage",
  limit: "100 % of flips, cuts, swaps, duplicates, drops and overwritings detected",
  async run(scale, tell) {
    const [parts, each] = scale === "full" ? [20, 5_000] : [2, 1_500];
    const undetected: string[] = [];
    for (let part = 1; part <= parts; part += 1) {
      undetected.push(...(await mutate(each, part)).undetected);
      tell(`${part * each} of ${parts * each} mutations`);
    }
    return { figure: `${parts * each - undetected.length} of ${parts * each} detected`, ok: undetected.length === 0, details: undetected.slice(0, 8) };
  },
  async control() {
    return (await mutate(200, 1, true)).undetected.length > 0 ? "caught" : "missed";
  },
};
