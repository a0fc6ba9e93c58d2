import { DAY_MS, HOUR_MS } from "../../../src/base/duration.ts";
import type { Random } from "../../../src/base/random.ts";
import { wakeAt } from "../../../src/schedule/wake.ts";

/** A machine that is switched on and off, and what starts a round on it. */
export interface Machine {
  /** When the next round begins after one that ended at `now` and knows of something due at `nextAt`; nothing when the year is over. */
  next(now: number, nextAt: number | undefined): number | undefined;
  /** The longest time that it was off. */
  readonly longestOffMs: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface MachineWish {
  readonly start: number;
  readonly days: number;
  readonly random: Random;
  /** A scheduler starts it every hour and makes up for what was slept through; a watch wakes by itself. */
  readonly by: "schedule" | "watch";
}

/** On for some hours of most days, off over a holiday: nobody leaves a laptop running. */
export function machineOf({ start, days, random, by }: MachineWish): Machine {
  const spans = awakeSpans({ start, days, random });
  const minuteMs = Math.floor(random.next() * 60) * 60_000;
  const hourly = (now: number) => Math.floor((now - minuteMs) / HOUR_MS + 1) * HOUR_MS + minuteMs;
  return {
    longestOffMs: Math.max(...spans.map(({ from }, i) => from - (spans[i - 1]?.to ?? start))),
    next: (now, nextAt) => awakeAt(by === "schedule" ? hourly(now) : wakeAt(iso(nextAt), new Date(now)).getTime(), spans),
  };
}

function awakeSpans({ start, days, random }: Omit<MachineWish, "by">): Span[] {
  const isOff = (day: number) => random.next() < 0.1 || (day % 180 >= 150 && day % 180 < 162);
  return Array.from({ length: days }, (_, day) => day).flatMap((day) => {
    const from = start + day * DAY_MS + (6 + random.next() * 5) * HOUR_MS;
    return isOff(day) ? [] : [{ from, to: from + (1 + random.next() * 12) * HOUR_MS }];
  });
}

function awakeAt(wanted: number, spans: readonly Span[]): number | undefined {
  const span = spans.find(({ to }) => to > wanted);
  return span && Math.max(wanted, span.from);
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
