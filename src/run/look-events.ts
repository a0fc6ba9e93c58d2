import { toMs } from "../base/duration.ts";
import type { Case } from "../ledger/case.ts";
import { NO_LISTING, type NewEvent, type UnclearReason } from "../ledger/events.ts";
import type { Task } from "../plan/task.ts";
import type { Sighting } from "../playbook/outcome.ts";
import { listingKey, listingsOf } from "./listing-key.ts";
import type { MergedLook } from "./merge-looks.ts";
import type { Rooms } from "./rooms.ts";
import { isStillAsked } from "./still-asked.ts";

interface LookContext {
  readonly task: Task;
  readonly rooms: Pick<Rooms, "catalog" | "ledger" | "profile" | "clock">;
}

/** What a scan amounts to for each listing of the broker: found, absent, or nothing that can be said. */
export function lookEvents(look: MergedLook, context: LookContext): NewEvent[] {
  const found = look.sightings.map((sighting) => foundEvent(sighting, context));
  const missing = listingsOf(context.task.broker, context.rooms.ledger).filter(({ listing }) => !found.some((event) => event.listings.includes(listing)));
  if (missing.length === 0) return found.length > 0 ? found : [missingEvent(look, [NO_LISTING], context)];
  const [shown, neverShown] = [missing.filter((held) => wouldShow(held, context)), missing.filter((held) => !wouldShow(held, context))];
  return [
    ...found,
    ...(shown.length > 0 ? [missingEvent(look, shown.map(({ listing }) => listing), context)] : []),
    ...(neverShown.length > 0 ? [unclearEvent(look.unclear ?? "no-sign", look, { ...context, rest: neverShown.map(({ listing }) => listing) })] : []),
  ];
}

/** A search that never showed a listing (the person named it), or that no longer asks for it, proves nothing by not showing it. */
function wouldShow(held: Case, { task, rooms }: LookContext): boolean {
  const details = held.agreement && rooms.ledger.reveal(held);
  const kind = rooms.catalog.playbooks.get(task.broker)?.playbook.scan?.query ?? "name";
  return details !== undefined && isStillAsked(details, { kind, profile: rooms.profile, now: rooms.clock.now() });
}

function missingEvent(look: MergedLook, rest: string[], context: LookContext): NewEvent {
  return look.unclear === undefined ? absentEvent(look, rest, context) : unclearEvent(look.unclear, look, { ...context, rest });
}

function unclearEvent(reason: UnclearReason, look: MergedLook, context: LookContext & { rest: string[] }): NewEvent {
  return { type: "unclear", ...place(context, context.rest), reason, ...(look.evidence && { evidence: look.evidence }) };
}

function foundEvent({ details, identity, match, evidence }: Sighting, context: LookContext): NewEvent & { type: "found" } {
  const { ledger } = context.rooms;
  return {
    type: "found",
    ...place(context, [listingKey({ broker: context.task.broker, identity, details }, ledger)]),
    verdict: match.verdict === "match" ? "match" : "unsure",
    matched: [...match.matched],
    contradicts: [...match.contradicts],
    missing: [...match.missing],
    sealed: ledger.sealListing(details),
    ...(evidence && { evidence }),
  };
}

function absentEvent(look: MergedLook, listings: string[], context: LookContext): NewEvent {
  const againAfterMs = toMs(context.rooms.catalog.playbooks.get(context.task.broker)?.playbook.pace.confirmAgainAfter ?? "7d");
  return { type: "absent", ...place(context, listings), others: look.others, againAfterMs, ...(look.evidence && { evidence: look.evidence }) };
}

function place({ task, rooms }: LookContext, listings: string[]): { broker: string; listings: string[]; playbook?: string } {
  const playbook = rooms.catalog.playbooks.get(task.broker)?.hash;
  return { broker: task.broker, listings, ...(playbook !== undefined && { playbook }) };
}
