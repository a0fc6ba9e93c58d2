import type { Clock } from "../base/clock.ts";
import { TransientError } from "../base/errors.ts";
import type { Random } from "../base/random.ts";

export interface RetryOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly signal?: AbortSignal;
  readonly attempts?: number;
  readonly baseMs?: number;
  /** Longest wait between two attempts. Who is asked to wait longer gives up, so that the caller can reschedule. */
  readonly capMs?: number;
}

/**
 * Tries again what failed for a passing reason. Only for work before the intent: a retry never crosses an irreversible
 * step. The last error is thrown on, with its `retryAfterMs`.
 */
export async function withRetries<T>(work: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { attempts = 3, baseMs = 1_000, capMs = 30_000, clock, random, signal } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof TransientError) || attempt >= attempts) throw error;
      const askedMs = error.retryAfterMs ?? 0;
      if (askedMs > capMs) throw error;
      await clock.sleep(Math.max(askedMs, fullJitterMs(attempt, { baseMs, capMs, random })), signal);
    }
  }
}

/** Anywhere between nothing and the doubled base, so that many who failed together don't come back together. */
function fullJitterMs(attempt: number, { baseMs, capMs, random }: { baseMs: number; capMs: number; random: Random }): number {
  // https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
  return random.next() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}
