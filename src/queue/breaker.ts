import type { Clock } from "../base/clock.ts";
import { TransientError } from "../base/errors.ts";
import type { PaceState } from "./pace-state.ts";

interface Circuit {
  readonly failures: number;
  /** Set while the circuit is open; after it, one probe is let through. */
  readonly refusesUntilAt?: number;
}

export interface BreakerOptions {
  readonly clock: Clock;
  /** Failures in a row that open the circuit. */
  readonly threshold?: number;
  readonly coolDownMs?: number;
  /** What another run has met. */
  readonly kept?: PaceState["circuits"] | undefined;
}

/** Leaves a host alone that keeps failing: opens at five failures in a row, then lets one probe through per cool-down. */
export class HostBreaker {
  readonly #clock: Clock;
  readonly #threshold: number;
  readonly #coolDownMs: number;
  readonly #circuits = new Map<string, Circuit>();

  constructor({ clock, threshold = 5, coolDownMs = 300_000, kept = {} }: BreakerOptions) {
    this.#clock = clock;
    this.#threshold = threshold;
    this.#coolDownMs = coolDownMs;
    const latest = clock.now().getTime() + coolDownMs; // a clock since set back must not keep a host closed
    for (const [host, { failures, refusesUntilAt }] of Object.entries(kept)) {
      this.#circuits.set(host, { failures, ...(refusesUntilAt !== undefined && { refusesUntilAt: Math.min(Date.parse(refusesUntilAt), latest) }) });
    }
  }

  /** To be kept and handed to the next one. */
  export(): PaceState["circuits"] {
    const known = [...this.#circuits].map(([host, { failures, refusesUntilAt }]) => [host, { failures, ...(refusesUntilAt !== undefined && { refusesUntilAt: new Date(refusesUntilAt).toISOString() }) }] as const);
    return Object.fromEntries(known);
  }

  /** Lets the caller go to the host, or throws a `TransientError` that says when to come back. The caller then notes how it went. */
  admit(host: string): void {
    const circuit = this.#circuits.get(host);
    if (circuit?.refusesUntilAt === undefined) return;
    const now = this.#clock.now().getTime();
    const waitMs = circuit.refusesUntilAt - now;
    if (waitMs > 0) throw new TransientError("this site failed several times in a row and is left alone for now", { retryAfterMs: waitMs });
    // This caller is the probe. Should it never report, the next cool-down sends another.
    this.#circuits.set(host, { ...circuit, refusesUntilAt: now + this.#coolDownMs });
  }

  note(host: string, state: "up" | "down"): void {
    if (state === "up") {
      this.#circuits.delete(host);
      return;
    }
    const failures = (this.#circuits.get(host)?.failures ?? 0) + 1;
    const isOpen = failures >= this.#threshold;
    this.#circuits.set(host, { failures, ...(isOpen ? { refusesUntilAt: this.#clock.now().getTime() + this.#coolDownMs } : {}) });
  }
}
