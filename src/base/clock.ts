import { setTimeout as timer } from "node:timers/promises";

/** The time, and the only way to wait for it. Handed to whoever needs it, so that tests and rehearsals choose the day. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` of real time; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: () => new Date(), sleep };

/** A clock that reads `startAt` now and runs on from there at normal speed (`--now`). */
export function clockStartingAt(startAt: Date, base: Clock = systemClock): Clock {
  const shiftMs = startAt.getTime() - base.now().getTime();
  return { now: () => new Date(base.now().getTime() + shiftMs), sleep: (ms, signal) => base.sleep(ms, signal) };
}

/** A clock that stands still until told otherwise; its sleeps end at once and move it. */
export class FixedClock implements Clock {
  #at: Date;

  constructor(at: Date | string) {
    this.#at = new Date(at);
  }

  now(): Date {
    return new Date(this.#at);
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#at = new Date(this.#at.getTime() + ms);
  }

  set(at: Date | string): void {
    this.#at = new Date(at);
  }
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await timer(Math.max(0, ms), undefined, signal ? { signal } : {});
}
