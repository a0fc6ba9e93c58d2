import { DAY_MS, HOUR_MS, after } from "../base/duration.ts";
import type { NewEvent } from "../ledger/events.ts";
import type { Task } from "../plan/task.ts";
import type { Outcome } from "../playbook/outcome.ts";
import { lookEvents } from "./look-events.ts";
import type { MergedLook } from "./merge-looks.ts";
import { doubtEvents } from "./doubt-events.ts";
import type { Rooms } from "./rooms.ts";
import { requestOf } from "./task-desk.ts";

/** What a whole task came to: a stage's outcome, or the looks of all its questions taken together. */
export type TaskOutcome = Exclude<Outcome, { kind: "looked" }> | { readonly kind: "looked"; readonly look: MergedLook } | { readonly kind: "site-down" } | { readonly kind: "refused" };

interface OutcomeContext {
  readonly task: Task;
  readonly rooms: Pick<Rooms, "catalog" | "ledger" | "profile" | "clock">;
}

const MAIL_AGAIN_MS = HOUR_MS;
const BACK_OFF_MS = DAY_MS;

/** An outcome as the journal will hold it. What was acknowledged, the desk has written already. */
export function eventsOf(outcome: TaskOutcome, context: OutcomeContext): NewEvent[] {
  const { id, listings } = requestOf(context.task, context.rooms);
  const place = { broker: context.task.broker, listings };
  switch (outcome.kind) {
    case "looked":
      return [...lookEvents(outcome.look, context), ...putOff(outcome.look.retryAfterMs, context)];
    case "acknowledged":
      return [];
    case "doubted":
      return doubtEvents({ ...place, request: id, step: outcome.step, reason: outcome.reason, ...kept(outcome) }, context.rooms);
    case "not-sent":
      return [{ type: "not-sent", ...place, request: id, step: outcome.step, proof: outcome.proof }, { type: "deferred", ...place, reason: "backoff", until: later(BACK_OFF_MS, context) }];
    case "human":
      return [{ type: "handed-off", ...place, reason: outcome.reason, fields: [...outcome.fields], step: outcome.step }];
    case "broken":
      return [{ type: "broke", ...place, reason: "playbook-broken", step: outcome.step, code: outcome.code, ...kept(outcome) }];
    case "unclear":
      return outcome.retryAfterMs === undefined ? [{ type: "deferred", ...place, reason: "backoff", until: later(BACK_OFF_MS, context), code: outcome.reason }] : putOff(outcome.retryAfterMs, context);
    case "no-mail":
      return [{ type: "deferred", ...place, reason: outcome.isMailboxUnreachable ? "mailbox-unreachable" : "mail", until: later(MAIL_AGAIN_MS, context) }];
    case "denied":
      return [{ type: "denied", ...place, reason: outcome.reason }];
    case "site-down":
      return [{ type: "deferred", ...place, reason: "backoff", until: later(BACK_OFF_MS, context), code: "unreachable" }];
    case "refused":
      return [{ type: "handed-off", ...place, reason: "disclosure", fields: [] }];
  }
}

/** The outcome in the words of the reports; no alarm, no blame. */
export function sayOutcome(outcome: TaskOutcome): string {
  switch (outcome.kind) {
    case "looked":
      return sayLook(outcome.look);
    case "acknowledged":
      return "asked, and they confirmed it";
    case "doubted":
      return "may have been sent; watched from here";
    case "not-sent":
      return "not sent; tried again later";
    case "human":
      return `needs you (${outcome.reason})`;
    case "broken":
      return "can't right now: their page has changed";
    case "unclear":
      return "couldn't tell; later";
    case "no-mail":
      return outcome.isMailboxUnreachable ? "the mailbox can't be reached; waiting" : "waiting for their mail";
    case "denied":
      return "they refused";
    case "site-down":
      return "can't right now: the site does not answer";
    case "refused":
      return "needs you: the policy says no";
  }
}

function sayLook({ sightings, unclear }: MergedLook): string {
  const certain = sightings.filter((sighting) => sighting.match.verdict === "match").length;
  if (certain > 0) return certain === 1 ? "found a listing" : `found ${certain} listings`;
  if (sightings.length > 0) return "found one that may be you";
  return unclear === undefined ? "not found" : `couldn't tell (${unclear})`;
}

function putOff(retryAfterMs: number | undefined, context: OutcomeContext): NewEvent[] {
  if (retryAfterMs === undefined) return [];
  const { listings } = requestOf(context.task, context.rooms);
  return [{ type: "deferred", broker: context.task.broker, listings, reason: "retry-after", until: later(retryAfterMs, context) }];
}

function later(ms: number, { rooms }: OutcomeContext): string {
  return after(rooms.clock.now(), ms).toISOString();
}

function kept(outcome: { readonly evidence?: string }): { evidence?: string } {
  return outcome.evidence === undefined ? {} : { evidence: outcome.evidence };
}
