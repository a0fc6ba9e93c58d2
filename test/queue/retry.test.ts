import { describe, expect, it } from "vitest";
import { FixedClock, systemClock } from "../../src/base/clock.ts";
import { PlaybookError, TransientError } from "../../src/base/errors.ts";
import { seededRandom } from "../../src/base/random.ts";
import { retryAfter } from "../../src/queue/retry-after.ts";
import { withRetries } from "../../src/queue/retry.ts";

const NOON = "2026-08-07T12:00:00Z";

/** Work that fails with these errors, one a call, and then answers. */
function failing(...errors: readonly Error[]) {
  const calls: number[] = [];
  const work = async (attempt: number) => {
    calls.push(attempt);
    const error = errors[attempt - 1];
    if (error) throw error;
    return "answer";
  };
  return { work, calls };
}

describe("withRetries", () => {
  it("tries again after a passing failure", async () => {
    const { work, calls } = failing(new TransientError("dropped"), new TransientError("dropped"));

    const answer = await withRetries(work, { clock: new FixedClock(NOON), random: seededRandom(1) });

    expect(answer).toBe("answer");
    expect(calls).toEqual([1, 2, 3]);
  });

  it("gives up after the last attempt with the last error", async () => {
    const { work, calls } = failing(...["one", "two", "three", "four"].map((words) => new TransientError(words)));

    await expect(withRetries(work, { clock: new FixedClock(NOON), random: seededRandom(1) })).rejects.toThrow("three");

    expect(calls).toHaveLength(3);
  });

  it("does not repeat a failure that won't pass", async () => {
    const { work, calls } = failing(new PlaybookError("selector missing"));

    await expect(withRetries(work, { clock: new FixedClock(NOON), random: seededRandom(1) })).rejects.toThrow("selector missing");

    expect(calls).toHaveLength(1);
  });

  it("waits as long as it was asked to, when that is short", async () => {
    const clock = new FixedClock(NOON);
    const { work } = failing(new TransientError("busy", { retryAfterMs: 20_000 }));

    await withRetries(work, { clock, random: seededRandom(1) });

    expect(clock.now().getTime() - Date.parse(NOON)).toBe(20_000);
  });

  it("leaves a long wait to the caller", async () => {
    const { work, calls } = failing(new TransientError("busy", { retryAfterMs: 3_600_000 }));

    const error = await withRetries(work, { clock: new FixedClock(NOON), random: seededRandom(1) }).catch((caught: unknown) => caught);

    expect(error).toHaveProperty("retryAfterMs", 3_600_000);
    expect(calls).toHaveLength(1);
  });

  it("spreads the waits over the whole range below the doubled base", async () => {
    const waits: number[] = [];
    for (let seed = 0; seed < 500; seed++) {
      const clock = new FixedClock(NOON);
      await withRetries(failing(new TransientError("dropped")).work, { clock, random: seededRandom(seed), baseMs: 1_000 });
      waits.push(clock.now().getTime() - Date.parse(NOON));
    }

    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
    expect(Math.min(...waits)).toBeLessThan(100);
    expect(Math.max(...waits)).toBeGreaterThan(900);
  });

  it("stops waiting when it is told to", async () => {
    const abort = new AbortController();
    const { work, calls } = failing(new TransientError("busy", { retryAfterMs: 25_000 }));

    const working = withRetries(work, { clock: systemClock, random: seededRandom(1), signal: abort.signal });
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();

    await expect(working).rejects.toThrow();
    expect(calls).toHaveLength(1);
  });
});

describe("retryAfter", () => {
  const now = new Date("2026-08-07T12:00:00Z");

  it.each([
    ["120", 120_000],
    [" 0 ", 0],
    ["Fri, 07 Aug 2026 12:01:00 GMT", 60_000],
    ["Friday, 07-Aug-26 12:01:00 GMT", 60_000],
    ["Fri Aug  7 12:01:00 2026", 60_000],
    ["Fri, 07 Aug 2026 11:00:00 GMT", 0],
    ["99999999", 7 * 86_400_000],
    ["Fri, 07 Aug 2099 12:00:00 GMT", 7 * 86_400_000],
    ["soon", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["2026-08-07T12:01:00Z", undefined],
    ["Fri, 99 Aug 2026 12:01:00 GMT", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %j as %s ms", (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});
