import { foldEntries } from "./fold.ts";
import type { Damage } from "./journal-check.ts";
import { listingSeal, type ListingSeal } from "./listing-seal.ts";
import type { LedgerPlace } from "./place.ts";
import { notesOn, readJournal } from "./read-journal.ts";
import { LedgerView } from "./view.ts";

/** A ledger as a status command sees it: without the lock, and as far as it is whole. */
export interface LedgerReading extends ListingSeal {
  /** Of the valid prefix, when the ledger is damaged. */
  readonly view: LedgerView;
  readonly isDamaged: boolean;
  readonly damage: Damage | undefined;
  readonly notes: readonly string[];
}

/** Reads and changes nothing, even beside a process that writes. */
export async function readLedger(place: LedgerPlace): Promise<LedgerReading> {
  const journal = await readJournal(place);
  return {
    ...listingSeal(place.key, place.subject),
    view: journal ? foldEntries(journal.entries, journal.base) : LedgerView.empty(),
    isDamaged: journal?.damage !== undefined,
    damage: journal?.damage,
    notes: journal ? notesOn(journal) : [],
  };
}
