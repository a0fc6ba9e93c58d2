import type { Event, EventOf, EventType, NewEvent } from "../../../src/ledger/events.ts";
import { unseenCase } from "../../../src/ledger/fold.ts";
import type { Case, RequestStep } from "../../../src/ledger/case.ts";
import { DAY_MS } from "../../../src/base/duration.ts";

export const LISTING = "k3y00000aaaaaaaa";
export const REQUEST = `acme/${LISTING}/opt-out/1`;
const place = { broker: "acme", listings: [LISTING] };
const asked = { request: REQUEST, step: "optOut.steps[2]" };

/** One plain event of each type; `with` changes what matters to a test. */
type Fact<T extends EventType> = Omit<EventOf<T>, "at">;
const PLAIN: { [T in EventType]: Fact<T> } = {
  found: { type: "found", ...place, verdict: "match", matched: ["name", "city"], contradicts: [], missing: [], sealed: "c2VhbGVk" },
  added: { type: "added", ...place, sealed: "c2VhbGVk" },
  absent: { type: "absent", ...place, others: 0, againAfterMs: 7 * DAY_MS },
  unclear: { type: "unclear", ...place, reason: "block-page" },
  decided: { type: "decided", ...place, decision: "mine" },
  disclosed: { type: "disclosed", ...place, step: "scan.steps[0]", fields: ["name"], hosts: ["acme.example"] },
  intended: { type: "intended", ...place, ...asked, fields: ["listing.url", "contact.email"], hosts: ["acme.example"] },
  acknowledged: { type: "acknowledged", ...place, ...asked, next: "removal" },
  completed: { type: "completed", ...place, request: REQUEST, step: "optOut.steps", next: "removal" },
  doubted: { type: "doubted", ...place, ...asked, reason: "no-answer" },
  "not-sent": { type: "not-sent", ...place, ...asked, proof: "no-byte" },
  "handed-off": { type: "handed-off", ...place, reason: "captcha", fields: [] },
  broke: { type: "broke", ...place, reason: "playbook-broken" },
  deferred: { type: "deferred", ...place, reason: "retry-after", until: "2026-03-02T00:00:00Z" },
  denied: { type: "denied", ...place, reason: "no_match" },
  covered: { type: "covered", ...place, by: "parent/-/opt-out/1" },
  stopped: { type: "stopped", ...place },
  left: { type: "left", ...place },
  "asked-by-hand": { type: "asked-by-hand", ...place, request: REQUEST, by: "mail", fields: ["name"], until: "2026-04-01T00:00:00Z" },
  "put-aside": { type: "put-aside", ...place, about: "captcha", answer: "skipped" },
};

export const EVENT_TYPES = Object.keys(PLAIN).filter((word): word is EventType => Object.hasOwn(PLAIN, word));

export function fact<T extends EventType>(type: T, changes: Partial<Fact<T>> = {}): Fact<T> {
  return { ...PLAIN[type], ...changes };
}

export function anyFact(type: EventType): NewEvent {
  return PLAIN[type];
}

/** The n-th day of the tests' year, at noon. */
export function day(n: number): string {
  return new Date(Date.UTC(2026, 0, n, 12)).toISOString();
}

export function on(n: number, event: NewEvent): Event {
  return { ...event, at: day(n) };
}

export function caseIn(changes: Partial<Case>): Case {
  return { ...unseenCase({ broker: "acme", at: day(1) }, LISTING), ...changes };
}

export function stepWith(outcome: RequestStep["outcome"], step = "optOut.steps[2]"): RequestStep {
  return { step, intendedAt: day(1), fields: [], hosts: [], outcome };
}
