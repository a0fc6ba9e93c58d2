import { DAY_MS } from "../../base/duration.ts";
import { caseKey, type Case } from "../../ledger/case.ts";
import { NO_LISTING, type Event } from "../../ledger/events.ts";
import { applyEvent } from "../../ledger/fold.ts";

/** How many listings had been asked for by the end of a day (UTC), and how many of all were gone. */
export interface DayOfProgress {
  readonly day: string;
  readonly asked: number;
  readonly gone: number;
}

export interface History {
  /** The days on which something changed, oldest first. */
  readonly progress: readonly DayOfProgress[];
  /** Of each listing that went: days from the request to the first look that no longer showed it. */
  readonly daysToRemoval: readonly number[];
}

/** What the journal tells over time, followed with the ledger's own rules. Pure. */
export function historyOf(events: readonly Event[]): History {
  const cases = new Map<string, Case>();
  const asked = new Set<string>();
  const days = new Map<string, DayOfProgress>();
  const daysToRemoval: number[] = [];
  for (const event of events) {
    for (const listing of event.listings) {
      const key = caseKey(event.broker, listing);
      const before = cases.get(key);
      if (listing === NO_LISTING || (event.type === "disclosed" && !before)) continue;
      const now = applyEvent(before, event, listing);
      cases.set(key, now);
      if (now.request) asked.add(key);
      if (now.state === "removed" && before?.state !== "removed") daysToRemoval.push(...tookDays(now));
    }
    days.set(event.at.slice(0, 10), { day: event.at.slice(0, 10), asked: asked.size, gone: goneAmong(cases) });
  }
  return { progress: changesOf([...days.values()]), daysToRemoval: daysToRemoval.toSorted((a, b) => a - b) };
}

/** The days within which half of them went; undefined when none did. */
export function medianDays(daysToRemoval: readonly number[]): number | undefined {
  return daysToRemoval[Math.floor((daysToRemoval.length - 1) / 2)];
}

function goneAmong(cases: ReadonlyMap<string, Case>): number {
  return [...cases.values()].filter(({ state }) => state === "removed").length;
}

/** A listing that went without a request of its own (a parent's stood for it) has no such time. */
function tookDays({ request, absentAt }: Case): number[] {
  const [first] = (request?.steps ?? []).map(({ intendedAt }) => intendedAt).sort();
  const [seenGone] = absentAt;
  if (first === undefined || seenGone === undefined) return [];
  return [Math.max(0, Math.round((Date.parse(seenGone) - Date.parse(first)) / DAY_MS))];
}

function changesOf(days: readonly DayOfProgress[]): DayOfProgress[] {
  return days.filter(({ asked, gone }, i) => asked !== days[i - 1]?.asked || gone !== days[i - 1]?.gone);
}
