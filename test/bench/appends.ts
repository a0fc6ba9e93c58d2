import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/base/clock.ts";
import { nodeFiles, type Files } from "../../src/base/files.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { openLedger, type Ledger } from "../../src/ledger/ledger.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { interleave, median, msOf, quantile, type Figure } from "./figures.ts";

const APPENDS = 2_000;
const LONG = 100_000;
const OPENINGS = 9;
const ROUNDS = 21;
const APPENDS_A_ROUND = 200;

/** What it costs to have an event on the disk, and whether that grows with what is on record. */
export async function measureAppends(): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "unlist-bench-"));
  try {
    return [...(await acknowledged(dir)), await growth(dir), await opening(dir)];
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Beside each append a raw one of as many bytes to the same disk, since the machine is not ours alone. */
async function acknowledged(dir: string): Promise<Figure[]> {
  await using ledger = await ledgerWith(5, { dir: join(dir, "acknowledged"), files: nodeFiles });
  const raw = await nodeFiles.openAppend(join(dir, "raw"));
  const line = randomBytes(230);
  const times: { ours: number; raw: number }[] = [];
  for (let i = 0; i < APPENDS; i++) times.push({ ours: await msOf(() => ledger.append(look(i % 5))), raw: await msOf(() => raw.append(line)) });
  await raw.close();
  const of = (q: number, whose: "ours" | "raw") => quantile(times.map((time) => time[whose]), q);
  const figure = (q: number): Figure => ({ what: `one append acknowledged, p${q * 100}`, value: of(q, "ours"), unit: "ms", beside: `a raw append with fdatasync: ${of(q, "raw").toFixed(2)} ms` });
  return [figure(0.5), { ...figure(0.99), wanted: { atMost: 15 } }];
}

/** Without the sync, which would hide it: what is left is what the ledger itself does for an event. */
async function growth(dir: string): Promise<Figure> {
  await using few = await ledgerWith(5, { dir: join(dir, "few"), files: unsynced });
  await using many = await ledgerWith(500, { dir: join(dir, "many"), files: unsynced });
  const appending = (ledger: Ledger) => async () => {
    for (let i = 0; i < APPENDS_A_ROUND; i++) {
      await ledger.append(look(i % 5));
      ledger.view.cases.get("broker-0/-"); // as a run does: it reads between any two
    }
  };
  const rounds = await interleave(ROUNDS, { few: appending(few), many: appending(many) });
  const usOf = (which: "few" | "many") => ((median(rounds.map((round) => round[which])) / APPENDS_A_ROUND) * 1_000).toFixed(0);
  return { what: "an append at 500 requests on record against 5", value: median(rounds.map((round) => round.many / round.few)), unit: "×", wanted: { atMost: 1.25 }, beside: `${usOf("many")} µs against ${usOf("few")} µs, the disk left out` };
}

/** Of a long history: what a kill leaves, a projection some records behind, and a page cache that is warm. */
async function opening(dir: string): Promise<Figure> {
  const place = { dir: join(dir, "long"), subject: "sabcdefg", key: randomBytes(32), files: nodeFiles, clock: systemClock };
  const ledger = await openLedger(place);
  for (let i = 0; i < 500; i++) await ledger.append(...history(i));
  for (let i = 2_000; i < LONG; i += 500) await ledger.append(...Array.from({ length: 500 }, (_, j) => look(j)));
  const times: number[] = [];
  for (let i = 0; i < OPENINGS; i++) times.push(await msOf(() => readLedger(place)));
  await ledger[Symbol.asyncDispose]();
  return { what: `${LONG.toLocaleString("en")} events opened`, value: median(times), unit: "ms", wanted: { atMost: 500 }, beside: `the slowest of ${OPENINGS}: ${Math.max(...times).toFixed(0)} ms` };
}

async function ledgerWith(requests: number, { dir, files }: { dir: string; files: Files }): Promise<Ledger> {
  const ledger = await openLedger({ dir, subject: "sabcdefg", key: randomBytes(32), files, clock: systemClock });
  for (let i = 0; i < requests; i++) await ledger.append(...history(i));
  return ledger;
}

/** A request as it stands after a few months. */
function history(i: number): NewEvent[] {
  const place = { broker: `broker-${i}`, listings: ["-"] };
  const asked = { request: `broker-${i}/-/opt-out/1`, step: "optOut.steps[2]" };
  return [
    { type: "found", ...place, verdict: "match", matched: ["name", "city"], contradicts: [], missing: [], sealed: "c2VhbGVk" },
    { type: "intended", ...place, ...asked, fields: ["listing.url"], hosts: ["www.acme.example"] },
    { type: "acknowledged", ...place, ...asked, next: "removal" },
    look(i),
  ];
}

function look(i: number): NewEvent {
  return { type: "unclear", broker: `broker-${i}`, listings: ["-"], reason: "no-sign" };
}

const unsynced: Files = {
  ...nodeFiles,
  openAppend: async () => ({ append: () => Promise.resolve(), truncate: () => Promise.resolve(), close: () => Promise.resolve() }),
  openFixed: async () => ({ writeAt: () => Promise.resolve(), close: () => Promise.resolve() }),
};
