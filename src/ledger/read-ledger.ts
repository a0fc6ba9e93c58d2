import type { Damage } from "./journal-check.ts";
import { foldEntries, type LedgerView } from "./fold.ts";
import { notesOn, readJournal, type LedgerPlace } from "./journal.ts";
import { listingSeal, type ListingSeal } from "./listing-seal.ts";

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
    view: foldEntries(journal?.entries ?? []),
    isDamaged: journal?.damage !== undefined,
    damage: journal?.damage,
    notes: journal ? notesOn(journal) : [],
  };
}
