import { isDeepStrictEqual } from "node:util";
import { jsonOrNothing } from "../base/json.ts";
import { EvidenceStore } from "./evidence.ts";
import { foldEntries } from "./fold.ts";
import type { Gap } from "./gap.ts";
import type { Damage } from "./journal-check.ts";
import type { LedgerPlace } from "./place.ts";
import { projectionOf } from "./projection.ts";
import { notesOn, readJournal, type JournalReading } from "./read-journal.ts";

/** What `ledger verify` says. Reads only. */
export interface LedgerReport {
  readonly isWhole: boolean;
  readonly records: number;
  readonly damage: Damage | undefined;
  /** Bytes of a write that a crash cut short; the next run sets them aside. */
  readonly torn: number;
  readonly notes: readonly string[];
  /** Marks of earlier repairs. */
  readonly gaps: readonly Gap[];
  readonly evidence: { readonly checked: number; readonly damaged: readonly string[]; readonly missing: readonly string[] };
  readonly projection: ProjectionState;
}

/** `stale` and `missing` are no fault: it is rewritten when a run ends. `wrong`: the journal amounts to something else. */
export type ProjectionState = "fresh" | "stale" | "missing" | "wrong";

/** Takes nothing for granted: every record is followed and folded again, every piece of evidence read. */
export async function verifyLedger(place: LedgerPlace): Promise<LedgerReport> {
  const journal = await readJournal(place, "complete");
  const view = foldEntries(journal?.entries ?? []);
  const evidence = await checkEvidence(place, [...view.cases.values()].flatMap((held) => held.evidence));
  const projection = journal ? projectionState(journal) : "missing";
  const isIntact = evidence.damaged.length + evidence.missing.length === 0 && projection !== "wrong";
  return {
    isWhole: !journal?.damage && isIntact,
    records: journal?.entries.length ?? 0,
    damage: journal?.damage,
    torn: journal?.torn ?? 0,
    notes: journal ? notesOn(journal) : [],
    gaps: view.gaps,
    evidence,
    projection,
  };
}

/** Of a journal that was read completely and is whole. */
export function projectionState({ projection, entries, head }: JournalReading): ProjectionState {
  if (!projection) return "missing";
  const replayed = projectionOf(foldEntries(entries.slice(0, projection.mark.seq)), projection.mark);
  if (!isDeepStrictEqual(jsonOrNothing(JSON.stringify(replayed)), projection)) return "wrong";
  return projection.mark.hash === head?.hash ? "fresh" : "stale";
}

async function checkEvidence(place: LedgerPlace, claimed: readonly string[]): Promise<LedgerReport["evidence"]> {
  const store = new EvidenceStore(place);
  const there = new Set(await store.list());
  const missing = [...new Set(claimed)].filter((hash) => !there.has(hash));
  return { ...(await store.verifyAll()), missing };
}
