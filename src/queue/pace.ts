import type { Clock } from "../base/clock.ts";
import { DAY_MS } from "../base/duration.ts";
import { TransientError } from "../base/errors.ts";
import type { Random } from "../base/random.ts";
import { exported, merged, MOST_PER_DAY, prune, type HostRecord, type HostTurns } from "./pace-state.ts";
import { LONGEST_RETRY_AFTER_MS } from "./retry-after.ts";

export interface Pacing {
  readonly minIntervalMs: number;
  /** In any 24 hours. */
  readonly maxPerDay?: number;
}

export interface PaceOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly kept?: HostTurns;
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

  /**
   * Resolves when it is the caller's turn at all of these hosts, which counts from then on: a sleep that ends late, as on a
   * machine that slept itself, moves what comes after it. Throws a `TransientError` with `retryAfterMs` when that is too far off.
   */
  async turn(hosts: readonly string[], pacing: Pacing, signal?: AbortSignal): Promise<void> {
    const jitter = this.#random.next() * MOST_JITTER;
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#clock.now().getTime();
      // Looked at anew after each wait: somebody may have had their turn meanwhile, or been told to stay away (429).
      const earliest = Math.max(now, ...hosts.map((host) => this.#earliest(host, pacing, jitter)));
      if (earliest - now > this.#patienceMs) throw new TransientError("this site's next turn is too far off to wait for", { retryAfterMs: earliest - now });
      if (earliest === now) {
        for (const host of hosts) this.#record(host).turns.push(now);
        return;
      }
      await this.#clock.sleep(earliest - now, signal);
    }
  }

  /** A visit is over: the next one's distance counts from here. */
  left(hosts: readonly string[]): void {
    for (const host of hosts) this.#record(host).turns.splice(-1, 1, this.#clock.now().getTime());
  }

  /** The site itself said when to come back. */
  notBefore(host: string, until: Date): void {
    const record = this.#record(host);
    const latest = this.#clock.now().getTime() + LONGEST_RETRY_AFTER_MS;
    record.notBefore = Math.max(record.notBefore, Math.min(until.getTime(), latest));
  }

  /** What another run or process has met, on top of what this one knows. */
  absorb(state: HostTurns): void {
    const now = this.#clock.now().getTime();
    for (const [host, kept] of Object.entries(state.hosts)) this.#hosts.set(host, merged(this.#hosts.get(host), kept, now));
  }

  /** To be kept and handed to the next `HostPace`. */
  export(): HostTurns {
    for (const record of this.#hosts.values()) prune(record, this.#clock.now().getTime());
    return exported(this.#hosts);
  }

  #earliest(host: string, pacing: Pacing, jitter: number): number {
    const record = this.#record(host);
    prune(record, this.#clock.now().getTime());
    return Math.max(record.notBefore, afterInterval(record, pacing, jitter), afterCap(record, pacing));
  }

  #record(host: string): HostRecord {
    const known = this.#hosts.get(host);
    if (known) return known;
    const fresh: HostRecord = { turns: [], notBefore: 0 };
    this.#hosts.set(host, fresh);
    return fresh;
  }
}

function afterInterval({ turns }: HostRecord, { minIntervalMs }: Pacing, jitter: number): number {
  const last = turns.at(-1);
  return last === undefined ? 0 : Math.ceil(last + minIntervalMs * (1 + jitter));
}

/** A turn may come a day after the one that is `maxPerDay` places before it. */
function afterCap({ turns }: HostRecord, { maxPerDay }: Pacing): number {
  if (maxPerDay === undefined) return 0;
  const blocking = turns.at(-Math.min(maxPerDay, MOST_PER_DAY));
  return blocking === undefined ? 0 : blocking + DAY_MS;
}
