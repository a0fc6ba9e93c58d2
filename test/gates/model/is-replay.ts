import type { Event } from "../../../src/ledger/events.ts";
import { foldEvents } from "../../../src/ledger/fold.ts";
import { projectionOf, type Projection } from "../../../src/ledger/projection.ts";

/** The projection on the disk is the fold of as many records as it says it knows; a crash leaves it behind, never aside. */
export function isReplay(bytes: Buffer | undefined, events: readonly Event[]): boolean {
  if (!bytes) return true;
  const written = JSON.parse(bytes.toString("utf8")) as Projection;
  if (written.seq > events.length) return false;
  const folded = projectionOf(foldEvents(events.slice(0, written.seq)), { seq: written.seq, hash: written.hash });
  return JSON.stringify(written.cases) === JSON.stringify(JSON.parse(JSON.stringify(folded.cases)));
}
