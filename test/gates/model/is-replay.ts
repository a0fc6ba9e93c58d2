import type { Event } from "../../../src/ledger/events.ts";
import { foldEvents } from "../../../src/ledger/fold.ts";
import type { LedgerPlace } from "../../../src/ledger/place.ts";
import { readProjection } from "../../../src/ledger/projection.ts";

/** The projection on the disk is the fold of as many records as it says it knows; a crash leaves it behind, never aside. */
export async function isReplay(place: Pick<LedgerPlace, "dir" | "files" | "key">, events: readonly Event[]): Promise<boolean> {
  const written = await readProjection(place);
  if (!written) return true;
  const { cases } = foldEvents(events.slice(0, written.mark.seq));
  return written.mark.seq <= events.length && plain(written.cases) === plain(Object.fromEntries(cases));
}

function plain(cases: object): string {
  const sorted = Object.entries(cases).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify(sorted);
}
