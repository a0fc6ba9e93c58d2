import { EvidenceStore } from "./evidence.ts";
import { foldEntries } from "./fold.ts";
import type { Gap } from "./gap.ts";
import type { Damage } from "./journal-check.ts";
import { notesOn, readJournal, type LedgerPlace } from "./journal.ts";
import { readProjection } from "./projection.ts";

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
  /** `stale` is no fault: it is rewritten when a run ends. */
  readonly projection: "fresh" | "stale" | "missing";
}

export async function verifyLedger(place: LedgerPlace): Promise<LedgerReport> {
  const journal = await readJournal(place);
  const view = foldEntries(journal?.entries ?? []);
  const evidence = await checkEvidence(place, [...view.cases.values()].flatMap((held) => held.evidence));
  const isIntact = evidence.damaged.length + evidence.missing.length === 0;
  return {
    isWhole: !journal?.damage && isIntact,
    records: journal?.entries.length ?? 0,
    damage: journal?.damage,
    torn: journal?.torn ?? 0,
    notes: journal ? notesOn(journal) : [],
    gaps: view.gaps,
    evidence,
    projection: await projectionState(place, journal?.head?.hash),
  };
}

async function checkEvidence(place: LedgerPlace, claimed: readonly string[]): Promise<LedgerReport["evidence"]> {
  const store = new EvidenceStore(place);
  const there = new Set(await store.list());
  const missing = [...new Set(claimed)].filter((hash) => !there.has(hash));
  return { ...(await store.verifyAll()), missing };
}

async function projectionState(place: LedgerPlace, hash: string | undefined): Promise<LedgerReport["projection"]> {
  const projection = await readProjection(place);
  if (!projection) return "missing";
  return projection.hash === hash ? "fresh" : "stale";
}
