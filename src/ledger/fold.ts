import { caseKey, type Case, type CaseKey } from "./case.ts";
import type { Event } from "./events.ts";
import { foldGap, type Entry, type Gap } from "./gap.ts";
import { crossingKey, crossingOutcome, type Crossing } from "./crossings.ts";
import { notedIn } from "./notes-of.ts";
import { follow } from "./rules.ts";
import type { State } from "./states.ts";
import { TRANSITIONS, nextState } from "./transitions.ts";

/** Everything a journal amounts to. Plain data without personal values. */
export interface LedgerView {
  readonly cases: ReadonlyMap<CaseKey, Case>;
  /** Every irreversible step that was ever intended, by request and step, over all cycles. */
  readonly crossings: ReadonlyMap<string, Crossing>;
  readonly events: readonly Event[];
  /** Where a repair found records missing. */
  readonly gaps: readonly Gap[];
}

export const EMPTY_VIEW: LedgerView = { cases: new Map(), crossings: new Map(), events: [], gaps: [] };

export function foldEvents(events: readonly Event[]): LedgerView {
  return extend(EMPTY_VIEW, events.map((event) => ({ event })));
}

/** The view after further entries; `admit` may throw to refuse one, and the view stays what it was. */
export function extend(view: LedgerView, entries: readonly Entry[], admit?: (view: LedgerView, event: Event) => void): LedgerView {
  const next = { cases: new Map(view.cases), crossings: new Map(view.crossings), events: [...view.events], gaps: [...view.gaps] };
  for (const entry of entries) {
    if ("gap" in entry) {
      next.gaps.push(entry.gap);
      for (const [key, held] of next.cases) next.cases.set(key, foldGap(held, entry.gap));
    } else {
      admit?.(next, entry.event);
      addEvent(next, entry.event);
    }
  }
  return next;
}

interface OpenView {
  readonly cases: Map<CaseKey, Case>;
  readonly crossings: Map<string, Crossing>;
  readonly events: Event[];
}

function addEvent({ cases, crossings, events }: OpenView, event: Event): void {
  events.push(event);
  for (const listing of event.listings) {
    const key = caseKey(event.broker, listing);
    cases.set(key, applyEvent(cases.get(key), event, listing));
  }
  const outcome = crossingOutcome(event);
  if (outcome) crossings.set(crossingKey(outcome), outcome);
}

/**
 * The case after the event. Total: what stands in a journal was admitted once, and a later table or a repaired gap must not
 * make it unreadable. Refusing is for `append`.
 */
export function applyEvent(held: Case | undefined, event: Event, listing: string): Case {
  const prior = held ?? unseenCase(event, listing);
  const state = nextState(prior, event) ?? asIfIntended(prior, event);
  const noted = notedIn(prior, event);
  return onlyWhatFits({ ...noted, state, since: state === prior.state ? prior.since : event.at });
}

export function unseenCase({ broker, at }: Pick<Event, "broker" | "at">, listing: string): Case {
  return { broker, listing, state: "unseen", since: at, cycle: 1, absentAt: [], isRejected: false, fields: [], evidence: [] };
}

/** An outcome whose intent fell into a gap still tells that something was sent. */
function asIfIntended(held: Case, event: Event): State {
  if (event.type !== "acknowledged" && event.type !== "doubted") return held.state;
  return follow(TRANSITIONS["in-doubt"][event.type], { ...held, state: "in-doubt" }, event) ?? "in-doubt";
}

const SAYS_WHY: readonly State[] = ["needs-human", "broken", "denied", "inconclusive", "in-doubt"];

/** Drops what belonged to the state that was left. */
function onlyWhatFits(held: Case): Case {
  const { state } = held;
  const isForHuman = state === "needs-human";
  return {
    ...held,
    reason: SAYS_WHY.includes(state) ? held.reason : undefined,
    humanReason: isForHuman ? (held.humanReason ?? "in-doubt") : undefined,
    fields: isForHuman ? held.fields : [],
    deniedReason: state === "denied" ? held.deniedReason : undefined,
    coveredBy: state === "covered" || state === "still-listed" ? held.coveredBy : undefined,
    coveredUntil: state === "covered" ? held.coveredUntil : undefined,
    absentAt: state === "not-listed" || state === "review" ? [] : held.absentAt,
  };
}
