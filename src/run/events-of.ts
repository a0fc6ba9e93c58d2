import { DAY_MS, after } from "../base/duration.ts";
import type { Case } from "../ledger/case.ts";
import type { NewEvent } from "../ledger/events.ts";
import { isMailOverdue, nextMailLookMs } from "../plan/mail-wait.ts";
import type { Task } from "../plan/task.ts";
import type { Outcome } from "../playbook/outcome.ts";
import { lookEvents } from "./look-events.ts";
import type { MergedLook } from "./merge-looks.ts";
import { doubtEvents } from "./doubt-events.ts";
import type { Rooms } from "./rooms.ts";
import { requestOf } from "./task-desk.ts";

/** What a whole task came to: a stage's outcome, or the looks of all its questions taken together. */
export type TaskOutcome =
  | Exclude<Outcome, { kind: "looked" }>
  | { readonly kind: "looked"; readonly look: MergedLook }
  | { readonly kind: "site-down" }
  /** Removals are spread over days for this person, and today's are begun. */
  | { readonly kind: "staged"; readonly until: Date }
  | { readonly kind: "refused"; readonly reason: "disclosure" | "egress" | "grant" };

interface OutcomeContext {
  readonly task: Task;
  readonly rooms: Pick<Rooms, "catalog" | "ledger" | "profile" | "clock">;
}

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
      return withoutMail(outcome, context);
    case "denied":
      return [{ type: "denied", ...place, reason: outcome.reason }];
    case "site-down":
      return [{ type: "deferred", ...place, reason: "backoff", until: later(BACK_OFF_MS, context), code: "unreachable" }];
    case "staged":
      return [{ type: "deferred", ...place, reason: "staged", until: outcome.until.toISOString() }];
    case "refused":
      // A look that nobody may take leaves no listing waiting; the run's own record tells of it.
      return context.task.kind === "scan" && outcome.reason === "grant" ? [] : [{ type: "handed-off", ...place, reason: outcome.reason, fields: [] }];
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
    case "staged":
      return `held back until ${outcome.until.toISOString().slice(0, 10)} (staged)`;
    case "refused":
      return `needs you: the policy says no (${outcome.reason})`;
  }
}

function sayLook({ sightings, unclear }: MergedLook): string {
  const certain = sightings.filter((sighting) => sighting.match.verdict === "match").length;
  if (certain > 0) return certain === 1 ? "found a listing" : `found ${certain} listings`;
  if (sightings.length > 0) return "found one that may be you";
  return unclear === undefined ? "not found" : `couldn't tell (${unclear})`;
}

/** Looked for again, less and less often; a person hears of it once when it is overdue. */
function withoutMail({ isMailboxUnreachable }: Extract<TaskOutcome, { kind: "no-mail" }>, context: OutcomeContext): NewEvent[] {
  const { task, rooms } = context;
  const { listings } = requestOf(task, rooms);
  const place = { broker: task.broker, listings };
  const [held] = listings.flatMap((listing) => rooms.ledger.view.cases.get(`${task.broker}/${listing}`) ?? []);
  const again: NewEvent = { type: "deferred", ...place, reason: isMailboxUnreachable ? "mailbox-unreachable" : "mail", until: later(nextMailLookMs(held ?? {}), context) };
  const isTold = held === undefined || held.state === "in-doubt" || held.state === "needs-human"; // in doubt, a look at the listing tells more
  return isTold || !isOverdue(held, context) ? [again] : [again, { type: "handed-off", ...place, reason: "no-mail", fields: [] }];
}

function isOverdue(held: Case, { task, rooms }: OutcomeContext): boolean {
  const playbook = rooms.catalog.playbooks.get(task.broker)?.playbook;
  return playbook !== undefined && isMailOverdue(held, { playbook, stage: task.stage, now: rooms.clock.now() });
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
