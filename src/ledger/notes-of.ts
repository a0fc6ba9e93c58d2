import type { Case, Request, RequestStep } from "./case.ts";
import type { Event, EventOf } from "./events.ts";
import { wasAsked } from "./rules.ts";

/** The case with what the event tells noted in it; its state is somebody else's question. */
export function notedIn(prior: Case, event: Event): Case {
  const held = beginsCycle(prior, event) ? nextCycle(prior) : prior;
  const evidence = "evidence" in event && event.evidence !== undefined ? [...held.evidence, event.evidence] : held.evidence;
  const reason = "reason" in event ? event.reason : held.reason;
  return { ...held, evidence, reason, ...noteOf(held, event) };
}

function noteOf(held: Case, event: Event): Partial<Case> {
  switch (event.type) {
    case "found":
      return { lastLook: { at: event.at, result: "found" }, agreement: agreementOf(event), sealed: event.sealed, absentAt: [] };
    case "added":
      return { sealed: event.sealed, isRejected: false, absentAt: [] };
    case "absent":
      return { lastLook: { at: event.at, result: "absent" }, absentAt: held.state === "removed" ? held.absentAt : [...held.absentAt, event.at] };
    case "unclear":
      return { lastLook: { at: event.at, result: "unclear", reason: event.reason } };
    case "decided":
      return { isRejected: event.decision === "other", ...(event.decision === "other" && wasAsked(held) && { rejectedFrom: held.state }) };
    case "intended":
      return { request: withIntent(held.request, event), absentAt: wasAsked(held) ? held.absentAt : [], ...mailLooks(held, 0) };
    case "acknowledged":
    case "doubted":
    case "not-sent":
      return held.request?.id === event.request ? { request: withOutcome(held.request, event) } : {};
    case "completed":
      return held.request?.id === event.request ? { request: { ...held.request, isHalfAsked: false, ...(event.until !== undefined && { until: event.until }) } } : {};
    case "asked-by-hand":
      return { request: { ...withStep(held.request, event, { step: `by-hand.${event.by}`, intendedAt: event.at, fields: event.fields, hosts: [], outcome: "acknowledged" }), until: event.until }, ...(event.sealed !== undefined && { sealed: event.sealed }) };
    case "handed-off":
      return { humanReason: event.reason, humanStep: event.step, fields: event.fields };
    case "deferred":
      return isAboutMail(event) ? { mailNotBefore: later(held.mailNotBefore, event.until), ...mailLooks(held, (held.mailLooks ?? 0) + 1) } : { notBefore: later(held.notBefore, event.until), putOffBy: event.reason };
    case "denied":
      return { deniedReason: event.reason };
    case "covered":
      return { coveredBy: event.by, coveredUntil: event.until, absentAt: [] };
    case "disclosed":
    case "broke":
    case "stopped":
    case "left":
    case "put-aside":
      return {};
  }
}

/** A listing that is back after `removed`, or taken up again after it was asked and given up, is asked for anew. */
function beginsCycle(held: Case, event: Event): boolean {
  if (event.type === "found") return held.state === "removed";
  if (event.type !== "added") return false;
  return held.state === "removed" || ((held.state === "stopped" || held.state === "left") && isAnswered(held.request));
}

function isAnswered(request: Request | undefined): boolean {
  const outcomes = (request?.steps ?? []).map((step) => step.outcome);
  return outcomes.includes("acknowledged") && !outcomes.includes("open") && !outcomes.includes("doubted");
}

function nextCycle(held: Case): Case {
  return { ...held, cycle: held.cycle + 1, request: undefined, absentAt: [] };
}

function agreementOf({ verdict, matched, contradicts, missing }: EventOf<"found">): NonNullable<Case["agreement"]> {
  return { verdict, matched, contradicts, missing };
}

function withIntent(request: Request | undefined, event: EventOf<"intended">): Request {
  const { step, playbook, fields, hosts, at } = event;
  return withStep(request, event, { step, playbook, intendedAt: at, fields, hosts, outcome: "open" });
}

function withStep(request: Request | undefined, event: { readonly request: string }, step: RequestStep): Request {
  if (request?.id !== event.request) return { id: event.request, steps: [step] };
  return { ...request, steps: [...request.steps.filter((other) => other.step !== step.step), step] };
}

function withOutcome(request: Request, event: EventOf<"acknowledged" | "doubted" | "not-sent">): Request {
  const steps = request.steps.map((step) => (step.step === event.step ? { ...step, outcome: event.type, outcomeAt: event.at } : step));
  const until = "until" in event ? event.until : undefined;
  const isHalfAsked = event.type === "acknowledged" ? event.next === "form" : request.isHalfAsked;
  return { ...request, steps, ...(until !== undefined && { until }), ...(isHalfAsked !== undefined && { isHalfAsked }) };
}

function mailLooks(held: Case, count: number): Pick<Case, "mailLooks"> {
  return held.mailLooks === undefined && count === 0 ? {} : { mailLooks: count };
}

function isAboutMail({ reason }: EventOf<"deferred">): boolean {
  return reason === "mail" || reason === "mailbox-unreachable";
}

function later(a: string | undefined, b: string): string {
  return a !== undefined && Date.parse(a) > Date.parse(b) ? a : b;
}
