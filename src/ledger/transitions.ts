import { FatalError } from "../base/errors.ts";
import type { Case } from "./case.ts";
import type { Event, EventType } from "./events.ts";
import { beforeIntent, byDecision, byHand, byVerdict, confirmed, counting, follow, ifAsked, notMine, refused, same, takenBack, takenUp, whileProcessing, type Next } from "./rules.ts";
import type { State } from "./states.ts";

type Row = { readonly [T in EventType]?: Next };

/** A person may give up, and a site may say "later", at any time. */
const always: Row = { disclosed: same, deferred: same, "put-aside": same, stopped: "stopped", left: "left" };
/** The way to the irreversible step, and what may turn up on it. */
const asking: Row = { ...always, intended: "in-doubt", "handed-off": "needs-human", broke: "broken", denied: "denied", "asked-by-hand": byHand };
/** Nothing was asked yet. */
const before: Row = { ...asking, added: "planned", covered: "covered" };
const looking: Row = { ...before, found: byVerdict("planned", "review"), absent: "not-listed", unclear: "inconclusive" };
/** Asked; their answer and its effect are waited for. */
const waiting: Row = { ...always, acknowledged: confirmed, completed: confirmed, intended: "in-doubt", "handed-off": "needs-human", denied: "denied", unclear: same, decided: notMine };
const waitingForRemoval: Row = { ...waiting, added: whileProcessing("awaiting-removal", "still-listed"), found: whileProcessing("awaiting-removal", "still-listed"), absent: counting("awaiting-removal") };
/** Whatever becomes known of a step later is recorded; it does not move a case that has moved on. */
const settled: Row = { ...always, found: same, absent: same, unclear: same, acknowledged: same, completed: same, doubted: same, "not-sent": same };

/** The one table: state × event → state. What is not here is refused. */
export const TRANSITIONS: Readonly<Record<State, Row>> = {
  unseen: looking,
  "not-listed": { ...looking, decided: takenBack },
  inconclusive: looking,
  review: {
    ...always,
    found: byVerdict("planned", "review"),
    absent: "not-listed",
    unclear: same,
    added: "planned",
    decided: byDecision({ mine: "planned", other: "not-listed" }),
  },
  planned: { ...before, found: same, absent: "not-listed", unclear: same, decided: byDecision({ other: "not-listed", undone: "review" }) },
  // An intent alone leads here, so a crash between it and its outcome leaves the case in doubt without anybody writing so.
  "in-doubt": {
    ...always,
    acknowledged: confirmed,
    doubted: same,
    "not-sent": beforeIntent,
    found: whileProcessing("in-doubt", "needs-human"),
    absent: counting(same),
    unclear: same,
    "handed-off": "needs-human",
    denied: "denied",
  },
  submitted: waitingForRemoval,
  // The first absence leaves it waiting for their mail: a request that needs confirming is not over because a scan was lucky.
  "awaiting-confirmation": { ...waiting, broke: "broken", found: same, added: same, absent: counting(same) },
  "awaiting-removal": waitingForRemoval,
  // A parent's opt-out did not cover it: its own broker is asked, once. What was asked for itself is the person's to follow up.
  "still-listed": {
    ...settled,
    added: same,
    decided: notMine,
    absent: counting("awaiting-removal"),
    intended: ifAsked(refused, "in-doubt"),
    broke: ifAsked(refused, "broken"),
    "asked-by-hand": byHand,
    "handed-off": "needs-human",
    denied: "denied",
  },
  removed: { ...settled, found: byVerdict("reappeared", "review"), added: "reappeared", "not-sent": "not-listed", decided: notMine },
  reappeared: { ...before, found: same, absent: counting(same), unclear: same, decided: byDecision({ other: "not-listed", undone: "review" }) },
  unverifiable: { ...settled, "asked-by-hand": same, found: "still-listed", "handed-off": "needs-human", denied: "denied" },
  covered: {
    ...asking,
    covered: same,
    found: whileProcessing("covered", "still-listed"),
    added: whileProcessing("covered", "still-listed"),
    absent: counting(same),
    unclear: same,
    decided: byDecision({ mine: "covered", other: "not-listed" }),
  },
  "needs-human": {
    ...before,
    found: same,
    absent: ifAsked(counting(same), "not-listed"),
    unclear: same,
    added: ifAsked(same, "planned"),
    acknowledged: confirmed,
    doubted: same,
    "not-sent": same,
  },
  broken: {
    ...asking,
    covered: "covered",
    found: ifAsked(same, "planned"),
    absent: ifAsked(counting(same), "not-listed"),
    unclear: same,
    acknowledged: confirmed,
    doubted: "in-doubt",
    "not-sent": same,
  },
  denied: { ...settled, absent: counting(same) },
  stopped: { ...settled, stopped: same, added: takenUp },
  left: { ...settled, left: same, added: takenUp },
};

/** Where the event leads, or nothing when the table does not have it. */
export function nextState(held: Case, event: Event): State | undefined {
  return follow(TRANSITIONS[held.state][event.type], held, event);
}

export function refuseUnknown(held: Case, event: Event): void {
  if (nextState(held, event) !== undefined) return;
  throw new FatalError(`${held.broker}: a case that is "${held.state}" does not take "${event.type}"`, { hint: "nothing was recorded; this is a fault of unlist" });
}
