import { isDeepStrictEqual } from "node:util";
import type { Event } from "../../../src/ledger/events.ts";
import { foldEvents } from "../../../src/ledger/fold.ts";
import type { LedgerPlace } from "../../../src/ledger/place.ts";
import { readProjection } from "../../../src/ledger/projection.ts";

/** The projection on the disk is the fold of as many records as it says it knows; a crash leaves it behind, never aside. */
export async function isReplay(place: Pick<LedgerPlace, "dir" | "files" | "key">, events: readonly Event[]): Promise<boolean> {
  const written = await readProjection(place);
  if (!written) return true;
  const { cases } = foldEvents(events.slice(0, written.mark.seq));
  return written.mark.seq <= events.length && isDeepStrictEqual(asKept(written.cases), asKept(Object.fromEntries(cases)));
}

/** As a file keeps it: without what is undefined. */
export function asKept(cases: object): unknown {
  return JSON.parse(JSON.stringify(cases)) as unknown;
}
