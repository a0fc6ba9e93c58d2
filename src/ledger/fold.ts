import { asideKey } from "./asides.ts";
import { caseKey, type Case } from "./case.ts";
import type { Event } from "./events.ts";
import { foldGap, type Entry, type Gap } from "./gap.ts";
import { crossingKey, crossingOutcome } from "./crossings.ts";
import { notedIn } from "./notes-of.ts";
import { Overlay } from "./persistent.ts";
import { follow } from "./rules.ts";
import type { State } from "./states.ts";
import { TRANSITIONS, nextState } from "./transitions.ts";
import { LedgerView, type Batch } from "./view.ts";

export function foldEvents(events: readonly Event[]): LedgerView {
  return foldEntries(events.map((event) => ({ event })));
}

/** What entries amount to, from the beginning or on top of a view. */
export function foldEntries(entries: readonly Entry[], view = LedgerView.empty()): LedgerView {
  return view.with(draft(view, entries));
}

/** Folds entries beside the view, which stays what it was; `admit` may throw to refuse one, and with it the whole batch. */
export function draft(view: LedgerView, entries: readonly Entry[], admit?: (batch: Batch, event: Event) => void): Batch {
  const batch: Batch = { cases: new Overlay(view.cases), crossings: new Overlay(view.crossings), asides: new Overlay(view.asides), events: [], gaps: [] };
  for (const entry of entries) {
    if ("gap" in entry) {
      addGap(batch, entry.gap);
    } else {
      admit?.(batch, entry.event);
      addEvent(batch, entry.event);
    }
  }
  return batch;
}

function addGap({ cases, gaps }: Batch, gap: Gap): void {
  gaps.push(gap);
  for (const [key, held] of cases.all()) cases.set(key, foldGap(held, gap));
}

function addEvent({ cases, crossings, asides, events }: Batch, event: Event): void {
  events.push(event);
  for (const listing of event.listings) {
    const key = caseKey(event.broker, listing);
    if (event.type === "put-aside") asides.set(asideKey({ broker: event.broker, listing }, event.about), event);
    if (event.type === "put-aside" || (event.type === "disclosed" && !cases.get(key))) continue; // neither makes a case
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

const SAYS_WHY: readonly State[] = ["needs-human", "broken", "denied", "inconclusive", "in-doubt", "awaiting-confirmation"];

/** Drops what belonged to the state that was left. */
function onlyWhatFits(held: Case): Case {
  const { state } = held;
  const isForHuman = state === "needs-human";
  return {
    ...held,
    reason: SAYS_WHY.includes(state) ? held.reason : undefined,
    humanReason: isForHuman ? (held.humanReason ?? "in-doubt") : undefined,
    humanStep: isForHuman ? held.humanStep : undefined,
    fields: isForHuman ? held.fields : [],
    deniedReason: state === "denied" ? held.deniedReason : undefined,
    coveredBy: state === "covered" || state === "still-listed" ? held.coveredBy : undefined,
    coveredUntil: state === "covered" ? held.coveredUntil : undefined,
    absentAt: state === "not-listed" || state === "review" ? [] : held.absentAt,
  };
}
