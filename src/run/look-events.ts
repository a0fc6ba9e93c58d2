import { toMs } from "../base/duration.ts";
import type { Case } from "../ledger/case.ts";
import { NO_LISTING, type NewEvent, type UnclearReason } from "../ledger/events.ts";
import type { Task } from "../plan/task.ts";
import type { Sighting } from "../playbook/outcome.ts";
import type { MergedLook } from "./merge-looks.ts";
import type { Rooms } from "./rooms.ts";

interface LookContext {
  readonly task: Task;
  readonly rooms: Pick<Rooms, "catalog" | "ledger">;
}

/** What a scan amounts to for each listing of the broker: found, absent, or nothing that can be said. */
export function lookEvents(look: MergedLook, context: LookContext): NewEvent[] {
  const found = look.sightings.map((sighting) => foundEvent(sighting, context));
  const missing = knownListings(context).filter((listing) => !found.some((event) => event.listings.includes(listing)));
  if (missing.length === 0 && found.length > 0) return found;
  const rest = missing.length > 0 ? missing : [NO_LISTING];
  return [...found, look.unclear === undefined ? absentEvent(look, rest, context) : unclearEvent(look.unclear, look, { ...context, rest })];
}

function unclearEvent(reason: UnclearReason, look: MergedLook, context: LookContext & { rest: string[] }): NewEvent {
  return { type: "unclear", ...place(context, context.rest), reason, ...(look.evidence && { evidence: look.evidence }) };
}

function foundEvent({ details, identity, match, evidence }: Sighting, context: LookContext): NewEvent & { type: "found" } {
  const { ledger } = context.rooms;
  return {
    type: "found",
    ...place(context, [ledger.keyOf(context.task.broker, identity)]),
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

/** Listings of the broker that the ledger knows; the broker's own `-` only while it is all there is. */
function knownListings({ task, rooms }: LookContext): string[] {
  const own = [...rooms.ledger.view.cases.values()].filter((subject: Case) => subject.broker === task.broker);
  return own.map((subject) => subject.listing).filter((listing) => listing !== NO_LISTING);
}
