import type { Clock } from "../base/clock.ts";
import type { HostBreaker } from "./breaker.ts";
import { HostLeases } from "./host-leases.ts";
import type { HostPace, Pacing } from "./pace.ts";
import type { PaceState } from "./pace-state.ts";

/** How a site answered, as far as manners go. */
export interface SiteAnswer {
  readonly state: "up" | "down";
  /** It said itself when to come back. */
  readonly retryAfterMs?: number | undefined;
}

/** One stay at a site: its hosts are this visitor's alone until it is disposed. */
export interface Visit extends AsyncDisposable {
  /** Waits for the hosts' next turn, for another look on the same visit. */
  again(): Promise<void>;
  /** Tells whoever comes next what the site said. */
  note(answer: SiteAnswer): Promise<void>;
}

export interface VisitsOptions {
  readonly clock: Clock;
  readonly pace: HostPace;
  readonly breaker: HostBreaker;
  /** Puts on disk when which host was met. Done before it is met, so that a killed run is remembered, too. */
  readonly keep: (state: PaceState) => Promise<void>;
}

export interface VisitWish {
  readonly hosts: readonly string[];
  readonly pacing: Pacing;
  readonly signal?: AbortSignal;
}

/** The manners of all visits: one at a time to a host, each in its turn, and none to a host that keeps failing. */
export class Visits {
  readonly #options: VisitsOptions;
  readonly #leases = new HostLeases();
  #kept: Promise<void> = Promise.resolve();

  constructor(options: VisitsOptions) {
    this.#options = options;
  }

  /** Resolves when it is the visitor's turn. Throws a `TransientError` that says when to come back if that is too far off. */
  async open({ hosts, pacing, signal }: VisitWish): Promise<Visit> {
    const lease = await this.#leases.take(hosts, signal);
    const again = (): Promise<void> => this.turn({ hosts, pacing, ...(signal && { signal }) });
    try {
      await again();
    } catch (error) {
      lease[Symbol.dispose]();
      throw error;
    }
    return { again, note: (answer) => this.#note(hosts, answer), [Symbol.asyncDispose]: () => this.#leave(hosts, lease) };
  }

  async #leave(hosts: readonly string[], lease: Disposable): Promise<void> {
    this.#options.pace.left(hosts);
    try {
      await this.#keep();
    } finally {
      lease[Symbol.dispose]();
    }
  }

  /** A turn without a stay. */
  async turn({ hosts, pacing, signal }: VisitWish): Promise<void> {
    const { breaker, pace } = this.#options;
    for (const host of hosts) breaker.admit(host);
    await pace.turn(hosts, pacing, signal);
    await this.#keep();
  }

  async #note(hosts: readonly string[], { state, retryAfterMs }: SiteAnswer): Promise<void> {
    const { breaker, pace, clock } = this.#options;
    for (const host of hosts) {
      breaker.note(host, state);
      if (retryAfterMs !== undefined) pace.notBefore(host, new Date(clock.now().getTime() + retryAfterMs));
    }
    await this.#keep();
  }

  /** One write after another: an older state may not land on a newer one. */
  #keep(): Promise<void> {
    const { pace, breaker, keep } = this.#options;
    const mine = this.#kept.then(() => keep({ ...pace.export(), circuits: breaker.export() }));
    this.#kept = mine.catch(() => undefined); // told to whoever asked for it; the next one writes all of it again
    return mine;
  }
}
