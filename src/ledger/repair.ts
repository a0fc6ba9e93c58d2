import type { Clock } from "../base/clock.ts";
import { isMissing } from "../base/files.ts";
import type { Head } from "./journal-line.ts";
import { headPath, setAside, type LedgerPlace } from "./place.ts";
import { projectionPath } from "./projection.ts";
import { readJournal, type JournalReading } from "./read-journal.ts";
import { rewriteJournal } from "./rewrite.ts";
import { salvage, witnessingHeads } from "./salvage.ts";
import { projectionState } from "./verify.ts";

export interface Repair {
  /** False when there was nothing to repair, and nothing was touched. */
  readonly isRepaired: boolean;
  readonly kept: number;
  /** Records that were acknowledged and can't be read any more; the journal marks where. */
  readonly lost: number;
  /** Names of the files that hold what was there before. */
  readonly setAside: readonly string[];
}

/** Makes a damaged ledger one that opens, with every valid record in it. The home's lock is the caller's. */
export async function repairLedger(place: LedgerPlace & { readonly clock: Clock }): Promise<Repair> {
  const reading = await readJournal(place, "complete");
  if (!reading?.damage) return repairProjection(place, reading);
  const { entries, kept, lost } = salvage(reading.bytes, witnessingHeads(witnesses(reading), place.subject), place.clock.now().toISOString());
  const names = await setDamagedAside(place, reading.bytes);
  await rewriteJournal(place, entries);
  return { isRepaired: true, kept, lost, setAside: names };
}

/** A projection that is not what the journal amounts to is rebuilt when the ledger is opened next. */
async function repairProjection({ dir, files }: LedgerPlace, reading: JournalReading | undefined): Promise<Repair> {
  const whole = { isRepaired: false, kept: reading?.entries.length ?? 0, lost: 0, setAside: [] };
  if (!reading || projectionState(reading) !== "wrong") return whole;
  const name = await setAside({ dir, files }, "projection.wrong", await files.read(projectionPath(dir)));
  await files.remove(projectionPath(dir));
  return { ...whole, isRepaired: true, setAside: [name] };
}

function witnesses({ heads, projection }: JournalReading): Head[] {
  return [...heads.heads, ...(projection ? [{ seq: projection.mark.seq, hash: projection.mark.hash }] : [])];
}

async function setDamagedAside(place: LedgerPlace, journal: Buffer): Promise<string[]> {
  const names = [await setAside(place, "journal.damaged", journal)];
  const head = await place.files.read(headPath(place.dir)).catch(isMissing);
  return head === false ? names : [...names, await setAside(place, "head.damaged", head)];
}
