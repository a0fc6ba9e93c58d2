import type { Clock } from "../base/clock.ts";
import { TransientError } from "../base/errors.ts";

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
}

/** Leaves a host alone that keeps failing: opens at five failures in a row, then lets one probe through per cool-down. */
export class HostBreaker {
  readonly #clock: Clock;
  readonly #threshold: number;
  readonly #coolDownMs: number;
  readonly #circuits = new Map<string, Circuit>();

  constructor({ clock, threshold = 5, coolDownMs = 300_000 }: BreakerOptions) {
    this.#clock = clock;
    this.#threshold = threshold;
    this.#coolDownMs = coolDownMs;
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

  /** `admit`, the work, and `note`: a `TransientError` is a failure of the host; any other error says nothing about it. */
  async through<T>(host: string, work: () => Promise<T>): Promise<T> {
    this.admit(host);
    try {
      const result = await work();
      this.note(host, "up");
      return result;
    } catch (error) {
      if (error instanceof TransientError) this.note(host, "down");
      throw error;
    }
  }
}
