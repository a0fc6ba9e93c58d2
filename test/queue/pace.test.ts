import { describe, expect, it } from "vitest";
import { FixedClock, systemClock } from "../../src/base/clock.ts";
import { DAY_MS, HOUR_MS } from "../../src/base/duration.ts";
import { TransientError } from "../../src/base/errors.ts";
import { seededRandom } from "../../src/base/random.ts";
import { HostPace } from "../../src/queue/pace.ts";
import { PaceState } from "../../src/queue/pace-state.ts";

const HOST = "www.acme.example";
const NOON = "2026-08-07T12:00:00Z";

function paceAt(clock: FixedClock, seed = 1): HostPace {
  return new HostPace({ clock, random: seededRandom(seed), patienceMs: 30 * DAY_MS });
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
}

function elapsedMs(clock: FixedClock): number {
  return clock.now().getTime() - Date.parse(NOON);
}

describe("the pace of a host", () => {
  it("lets the first through at once and the next after the interval plus at most half of it", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    await pace.turn(HOST, { minIntervalMs: 10_000 });
    const first = elapsedMs(clock);
    await pace.turn(HOST, { minIntervalMs: 10_000 });

    expect(first).toBe(0);
    expect(elapsedMs(clock)).toBeGreaterThan(10_000);
    expect(elapsedMs(clock)).toBeLessThanOrEqual(15_000);
  });

  it("keeps hosts apart", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    await pace.turn(HOST, { minIntervalMs: HOUR_MS });
    await pace.turn("www.other.example", { minIntervalMs: HOUR_MS });

    expect(elapsedMs(clock)).toBe(0);
  });

  it("holds the cap of any 24 hours", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    for (let i = 0; i < 4; i++) await pace.turn(HOST, { minIntervalMs: 1_000, maxPerDay: 3 });

    expect(elapsedMs(clock)).toBeGreaterThanOrEqual(DAY_MS);
  });

  it("stays away until the time that the site named", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    pace.notBefore(HOST, new Date("2026-08-07T13:30:00Z"));
    await pace.turn(HOST, { minIntervalMs: 1_000 });

    expect(clock.now().toISOString()).toBe("2026-08-07T13:30:00.000Z");
  });

  it("says when to come back instead of waiting longer than its patience", async () => {
    const pace = new HostPace({ clock: new FixedClock(NOON), random: seededRandom(1) });
    pace.notBefore(HOST, new Date("2026-08-08T12:00:00Z"));

    const refused = await pace.turn(HOST, { minIntervalMs: 1_000 }).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(TransientError);
    expect(refused).toHaveProperty("retryAfterMs", DAY_MS);
  });

  it("takes no site's word for longer than a week", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    pace.notBefore(HOST, new Date("2030-01-01T00:00:00Z"));
    await pace.turn(HOST, { minIntervalMs: 1_000 });

    expect(elapsedMs(clock)).toBe(7 * DAY_MS);
  });

  it("remembers turns and waits over a restart", async () => {
    const clock = new FixedClock(NOON);
    const before = paceAt(clock);
    await before.turn(HOST, { minIntervalMs: 60_000 });
    before.notBefore("slow.example", new Date("2026-08-07T14:00:00Z"));
    const kept = PaceState.parse(JSON.parse(JSON.stringify(before.export())));

    const after = new HostPace({ clock, random: seededRandom(2), kept, patienceMs: DAY_MS });
    await after.turn(HOST, { minIntervalMs: 60_000 });
    const second = elapsedMs(clock);
    await after.turn("slow.example", { minIntervalMs: 1_000 });

    expect(second).toBeGreaterThanOrEqual(60_000);
    expect(elapsedMs(clock)).toBe(2 * HOUR_MS);
  });

  it("is not blocked by turns that a clock since set back had seen", async () => {
    const clock = new FixedClock("2027-01-01T00:00:00Z");
    const before = paceAt(clock);
    await before.turn(HOST, { minIntervalMs: 60_000 });
    const kept = before.export();

    clock.set(NOON);
    await new HostPace({ clock, random: seededRandom(2), kept }).turn(HOST, { minIntervalMs: 60_000 });

    expect(elapsedMs(clock)).toBeLessThanOrEqual(90_000);
  });

  it("gives each of several callers who come at once a slot of their own", async () => {
    const pace = new HostPace({ clock: new FixedClock(NOON), random: seededRandom(3) });

    await Promise.all([1, 2, 3].map(() => pace.turn(HOST, { minIntervalMs: 40 })));

    const turns = (pace.export().hosts[HOST]?.turnsAt ?? []).map((at) => Date.parse(at));
    expect(turns.slice(1).map((at, i) => at - turns[i]!).every((gapMs) => gapMs >= 40)).toBe(true);
    expect(turns).toHaveLength(3);
  });

  it("moves who is already waiting when the site says to stay away", async () => {
    const clock = systemClock;
    const pace = new HostPace({ clock, random: seededRandom(4) });
    await pace.turn(HOST, { minIntervalMs: 30 });
    const until = new Date(clock.now().getTime() + 120);

    const waiting = pace.turn(HOST, { minIntervalMs: 30 });
    pace.notBefore(HOST, until);
    await waiting;

    expect(clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime());
  });

  it("frees the slot and the timer of a caller who is stopped while waiting", async () => {
    const pace = new HostPace({ clock: systemClock, random: seededRandom(5) });
    const abort = new AbortController();
    await pace.turn(HOST, { minIntervalMs: HOUR_MS });

    const timersBefore = timers();
    const waiting = pace.turn(HOST, { minIntervalMs: 60_000 }, abort.signal);
    abort.abort();

    await expect(waiting).rejects.toThrow();
    expect(timers()).toBe(timersBefore);
    expect(pace.export().hosts[HOST]?.turnsAt).toHaveLength(1);
  });

  it("is never early and never a burst in 10,000 simulated schedules", async () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const fault = await simulate(seed);
      if (fault) expect.fail(`schedule ${seed}: ${fault}`);
    }
  });
});

/** One random schedule of turns, refusals, pauses and restarts on one host; says what rule a turn broke. */
async function simulate(seed: number): Promise<string | undefined> {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random.next() * limit);
  const clock = new FixedClock(NOON);
  const pacing = { minIntervalMs: 1 + below(HOUR_MS), maxPerDay: 1 + below(8) };
  const granted: number[] = [];
  let pace = paceAt(clock, seed);
  let notBefore = 0;

  for (let step = 0; step < 16; step++) {
    const event = below(10);
    if (event === 0) {
      notBefore = Math.max(notBefore, clock.now().getTime() + below(2 * DAY_MS));
      pace.notBefore(HOST, new Date(notBefore));
    } else if (event === 1) {
      pace = new HostPace({ clock, random: seededRandom(seed + step), patienceMs: 30 * DAY_MS, kept: pace.export() });
    } else if (event === 2) {
      await clock.sleep(below(2 * DAY_MS));
    } else {
      await pace.turn(HOST, pacing);
      granted.push(clock.now().getTime());
      const at = granted.at(-1)!;
      if (at < notBefore) return "before the time the site named";
      if (at - (granted.at(-2) ?? -Infinity) < pacing.minIntervalMs) return "sooner than the interval";
      if (granted.filter((other) => other > at - DAY_MS).length > pacing.maxPerDay) return "more than the cap of a day";
    }
  }
  return undefined;
}
