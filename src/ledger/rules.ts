import { DAY_MS } from "../base/duration.ts";
import type { Case, RequestStep } from "./case.ts";
import { NO_LISTING, type Event, type EventOf, type EventType } from "./events.ts";
import type { State } from "./states.ts";

/** Where an event leads when that depends on the case; `undefined` refuses it. */
export type Rule = (held: Case, event: Event) => State | undefined;
export type Next = State | Rule;

// What the playbook language takes when a playbook names no processing time; here for an intent that a crash left alone.
const PROCESSING_MS = 14 * DAY_MS;

export const same: Rule = (held) => held.state;

export const refused: Rule = () => undefined;

/** A sighting, by how sure the match is. What the person said is somebody else stays somebody else. */
export function byVerdict(match: State, unsure: State): Rule {
  return (held, event) => {
    if (held.isRejected) return "not-listed";
    return is(event, "found") && event.verdict === "match" ? match : unsure;
  };
}

export function byDecision(to: Partial<Record<EventOf<"decided">["decision"], State>>): Rule {
  return (_, event) => (is(event, "decided") ? to[event.decision] : undefined);
}

/** "That wasn't me", though it was asked for: nothing more is done about it. What may have been sent stays sent, and a step in doubt stays so. */
export const notMine: Rule = byDecision({ other: "not-listed" });

/** Only what the person decided can be taken back; what a scan said stands. What was asked for goes on where it stood. */
export const takenBack: Rule = (held, event) => (held.isRejected && is(event, "decided") && event.decision === "undone" ? (held.rejectedFrom ?? "review") : undefined);

/** A listing still seen: only waiting while their processing time runs, telling after it. */
export function whileProcessing(meanwhile: State, afterwards: State): Rule {
  return (held, event) => (ms(event.at) < processingUntil(held) ? meanwhile : afterwards);
}

/** `removed` rests on two absences far enough apart; the first alone leads to `first`. */
export function counting(first: Next): Rule {
  return (held, event) => (isSecondAbsence(held, event) ? "removed" : follow(first, held, event));
}

export function ifAsked(asked: Next, otherwise: Next): Rule {
  return (held, event) => follow(wasAsked(held) ? asked : otherwise, held, event);
}

/** Their confirmation was seen: what is waited for next. A form that has more to it is still ours to send. */
export const confirmed: Rule = (_, event) => {
  if (!is(event, "acknowledged") && !is(event, "completed")) return undefined;
  if (event.next === "mail" || event.next === "form") return "awaiting-confirmation";
  if (event.next === "nothing-to-see") return "unverifiable";
  return event.step.startsWith("confirm.") ? "awaiting-removal" : "submitted";
};

/** Only the person's word stands for it: a listing can be looked for, a broker without one can't be checked. */
export const byHand: Rule = (held) => (held.listing === NO_LISTING ? "unverifiable" : "awaiting-removal");

/** Proven not sent: where it stood before the intent, which the request's other steps tell. */
export const beforeIntent: Rule = (held, event) => {
  return standing(held, stepsOf(held).filter((step) => !is(event, "not-sent") || step.step !== event.step));
};

/** Where it stood before it was handed to a person. */
export function standingBefore(held: Case): State {
  return standing(held, stepsOf(held));
}

function standing({ cycle }: Case, steps: readonly RequestStep[]): State {
  if (steps.some(isUnknown)) return "in-doubt";
  if (steps.some((step) => step.outcome === "acknowledged")) return "awaiting-confirmation";
  return cycle > 1 ? "reappeared" : "planned";
}

/** The person names a listing again that was given up: what may have been sent is not sent anew. */
export const takenUp: Rule = (held) => (stepsOf(held).some(isUnknown) ? "in-doubt" : "planned");

/** Something may have left the machine in this cycle. */
export function wasAsked(held: Case): boolean {
  return stepsOf(held).some((step) => step.outcome !== "not-sent");
}

export function is<T extends EventType>(event: Event, type: T): event is EventOf<T> {
  return event.type === type;
}

export function follow(next: Next | undefined, held: Case, event: Event): State | undefined {
  return typeof next === "function" ? next(held, event) : next;
}

function stepsOf(held: Case): readonly RequestStep[] {
  return held.request?.steps ?? [];
}

function isUnknown({ outcome }: RequestStep): boolean {
  return outcome === "open" || outcome === "doubted";
}

function isSecondAbsence(held: Case, event: Event): boolean {
  const first = held.absentAt[0];
  return is(event, "absent") && first !== undefined && ms(event.at) - ms(first) >= event.againAfterMs;
}

function processingUntil(held: Case): number {
  const until = held.request?.until ?? held.coveredUntil;
  return until === undefined ? ms(held.request?.steps.at(-1)?.intendedAt ?? held.since) + PROCESSING_MS : ms(until);
}

function ms(at: string): number {
  return Date.parse(at);
}
