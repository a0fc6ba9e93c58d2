import { DAY_MS, HOUR_MS } from "../base/duration.ts";
import { clockStartingAt, systemClock, type Clock } from "../base/clock.ts";

/** When the demo's story begins. Forty days on it is still the same year, so that nobody's age changes under way. */
export const DAY0 = "2027-01-11T09:00:00.000Z";

/** The one clock of the lab: pages and mail dates go by it. It can be put anywhere and runs on from there. */
export class LabClock {
  readonly day0: Date;
  #clock: Clock;

  constructor(day0: Date | string = DAY0) {
    this.day0 = new Date(day0);
    this.#clock = clockStartingAt(this.day0);
  }

  now(): Date {
    return this.#clock.now();
  }

  /** Days since day 0, with their fraction. */
  day(): number {
    return (this.now().getTime() - this.day0.getTime()) / DAY_MS;
  }

  set(at: Date | string): void {
    this.#clock = clockStartingAt(new Date(at), systemClock);
  }
}

/**
 * The instants of the demo's four runs. Each is an hour later in its day than the one before: a look is due some days
 * after the previous one *ended*, and a run takes its time.
 */
export function demoInstants(day0: Date | string = DAY0): readonly { readonly day: number; readonly at: Date }[] {
  const start = new Date(day0).getTime();
  return [0, 3, 10, 40].map((day, run) => ({ day, at: new Date(start + day * DAY_MS + run * HOUR_MS) }));
}
