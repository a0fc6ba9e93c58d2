import type { Clock } from "../base/clock.ts";
import { DAY_MS } from "../base/duration.ts";
import { TransientError } from "../base/errors.ts";
import type { Random } from "../base/random.ts";
import { exported, merged, MOST_PER_DAY, prune, type HostRecord, type PaceState } from "./pace-state.ts";
import { LONGEST_RETRY_AFTER_MS } from "./retry-after.ts";

export interface Pacing {
  readonly minIntervalMs: number;
  /** In any 24 hours. */
  readonly maxPerDay?: number;
}

export interface PaceOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly kept?: PaceState;
  /** A turn that is further off than this is not waited for: the caller hears when, and reschedules. */
  readonly patienceMs?: number;
}

const MOST_JITTER = 0.5; // of the interval, and only ever on top of it

/** When a host may be met next: never sooner than its interval, its cap a day and its `Retry-After` allow, and never in a burst. */
export class HostPace {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #patienceMs: number;
  readonly #hosts = new Map<string, HostRecord>();

  constructor({ clock, random, kept, patienceMs = 900_000 }: PaceOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#patienceMs = patienceMs;
    if (kept) this.absorb(kept);
  }

  /** Resolves when it is the caller's turn. Throws a `TransientError` with `retryAfterMs` when that is too far off. */
  async turn(host: string, pacing: Pacing, signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const slot = this.#take(host, pacing);
      try {
        await this.#waitUntil(slot, signal);
      } catch (error) {
        this.#giveBack(host, slot);
        throw error;
      }
      // Somebody may have been told to stay away (429) while this one waited.
      if (this.#record(host).notBefore <= slot) return;
      this.#giveBack(host, slot);
    }
  }

  /** The site itself said when to come back. */
  notBefore(host: string, until: Date): void {
    const record = this.#record(host);
    const latest = this.#clock.now().getTime() + LONGEST_RETRY_AFTER_MS;
    record.notBefore = Math.max(record.notBefore, Math.min(until.getTime(), latest));
  }

  /** What another run or process has met, on top of what this one knows. */
  absorb(state: PaceState): void {
    const now = this.#clock.now().getTime();
    for (const [host, kept] of Object.entries(state.hosts)) this.#hosts.set(host, merged(this.#hosts.get(host), kept, now));
  }

  /** To be kept and handed to the next `HostPace`. */
  export(): PaceState {
    for (const record of this.#hosts.values()) prune(record, this.#clock.now().getTime());
    return exported(this.#hosts);
  }

  /** Books the earliest free slot behind all others, at once, so that two callers never get the same one. */
  #take(host: string, pacing: Pacing): number {
    const now = this.#clock.now().getTime();
    const record = this.#record(host);
    prune(record, now);
    const slot = Math.max(now, record.notBefore, this.#afterInterval(record, pacing), afterCap(record, pacing));
    if (slot - now > this.#patienceMs) throw new TransientError("this site's next turn is too far off to wait for", { retryAfterMs: slot - now });
    record.turns.push(slot);
    return slot;
  }

  #afterInterval({ turns }: HostRecord, { minIntervalMs }: Pacing): number {
    const last = turns.at(-1);
    if (last === undefined) return 0;
    return Math.ceil(last + minIntervalMs * (1 + this.#random.next() * MOST_JITTER));
  }

  #giveBack(host: string, slot: number): void {
    const record = this.#record(host);
    const index = record.turns.lastIndexOf(slot);
    if (index >= 0) record.turns.splice(index, 1);
  }

  async #waitUntil(slot: number, signal?: AbortSignal): Promise<void> {
    for (let ms = slot - this.#clock.now().getTime(); ms > 0; ms = slot - this.#clock.now().getTime()) await this.#clock.sleep(ms, signal);
  }

  #record(host: string): HostRecord {
    const known = this.#hosts.get(host);
    if (known) return known;
    const fresh: HostRecord = { turns: [], notBefore: 0 };
    this.#hosts.set(host, fresh);
    return fresh;
  }
}

/** A turn may come a day after the one that is `maxPerDay` places before it. */
function afterCap({ turns }: HostRecord, { maxPerDay }: Pacing): number {
  if (maxPerDay === undefined) return 0;
  const blocking = turns.at(-Math.min(maxPerDay, MOST_PER_DAY));
  return blocking === undefined ? 0 : blocking + DAY_MS;
}
