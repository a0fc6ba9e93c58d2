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

    await pace.turn([HOST], { minIntervalMs: 10_000 });
    const first = elapsedMs(clock);
    await pace.turn([HOST], { minIntervalMs: 10_000 });

    expect(first).toBe(0);
    expect(elapsedMs(clock)).toBeGreaterThan(10_000);
    expect(elapsedMs(clock)).toBeLessThanOrEqual(15_000);
  });

  it("keeps hosts apart", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    await pace.turn([HOST], { minIntervalMs: HOUR_MS });
    await pace.turn(["www.other.example"], { minIntervalMs: HOUR_MS });

    expect(elapsedMs(clock)).toBe(0);
  });

  it("holds the cap of any 24 hours", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    for (let i = 0; i < 4; i++) await pace.turn([HOST], { minIntervalMs: 1_000, maxPerDay: 3 });

    expect(elapsedMs(clock)).toBeGreaterThanOrEqual(DAY_MS);
  });

  it("stays away until the time that the site named", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    pace.notBefore(HOST, new Date("2026-08-07T13:30:00Z"));
    await pace.turn([HOST], { minIntervalMs: 1_000 });

    expect(clock.now().toISOString()).toBe("2026-08-07T13:30:00.000Z");
  });

  it("says when to come back instead of waiting longer than its patience", async () => {
    const pace = new HostPace({ clock: new FixedClock(NOON), random: seededRandom(1) });
    pace.notBefore(HOST, new Date("2026-08-08T12:00:00Z"));

    const refused = await pace.turn([HOST], { minIntervalMs: 1_000 }).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(TransientError);
    expect(refused).toHaveProperty("retryAfterMs", DAY_MS);
  });

  it("takes no site's word for longer than a week", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);

    pace.notBefore(HOST, new Date("2030-01-01T00:00:00Z"));
    await pace.turn([HOST], { minIntervalMs: 1_000 });

    expect(elapsedMs(clock)).toBe(7 * DAY_MS);
  });

  it("remembers turns and waits over a restart", async () => {
    const clock = new FixedClock(NOON);
    const before = paceAt(clock);
    await before.turn([HOST], { minIntervalMs: 60_000 });
    before.notBefore("slow.example", new Date("2026-08-07T14:00:00Z"));
    const kept = PaceState.parse(JSON.parse(JSON.stringify(before.export())));

    const after = new HostPace({ clock, random: seededRandom(2), kept, patienceMs: DAY_MS });
    await after.turn([HOST], { minIntervalMs: 60_000 });
    const second = elapsedMs(clock);
    await after.turn(["slow.example"], { minIntervalMs: 1_000 });

    expect(second).toBeGreaterThanOrEqual(60_000);
    expect(elapsedMs(clock)).toBe(2 * HOUR_MS);
  });

  it("is not blocked by turns that a clock since set back had seen", async () => {
    const clock = new FixedClock("2027-01-01T00:00:00Z");
    const before = paceAt(clock);
    await before.turn([HOST], { minIntervalMs: 60_000 });
    const kept = before.export();

    clock.set(NOON);
    await new HostPace({ clock, random: seededRandom(2), kept }).turn([HOST], { minIntervalMs: 60_000 });

    expect(elapsedMs(clock)).toBeLessThanOrEqual(90_000);
  });

  it("gives each of several callers who come at once a turn of their own", async () => {
    const pace = new HostPace({ clock: new FixedClock(NOON), random: seededRandom(3) });

    await Promise.all([1, 2, 3].map(() => pace.turn([HOST], { minIntervalMs: 40 })));

    const turns = (pace.export().hosts[HOST]?.turnsAt ?? []).map((at) => Date.parse(at));
    expect(turns.slice(1).map((at, i) => at - turns[i]!).every((gapMs) => gapMs >= 40)).toBe(true);
    expect(turns).toHaveLength(3);
  });

  it("moves who is already waiting when the site says to stay away", async () => {
    const clock = systemClock;
    const pace = new HostPace({ clock, random: seededRandom(4) });
    await pace.turn([HOST], { minIntervalMs: 30 });
    const until = new Date(clock.now().getTime() + 120);

    const waiting = pace.turn([HOST], { minIntervalMs: 30 });
    pace.notBefore(HOST, until);
    await waiting;

    expect(clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime());
  });

  it("leaves neither turn nor timer of a caller who is stopped while waiting", async () => {
    const pace = new HostPace({ clock: systemClock, random: seededRandom(5) });
    const abort = new AbortController();
    await pace.turn([HOST], { minIntervalMs: HOUR_MS });

    const timersBefore = timers();
    const waiting = pace.turn([HOST], { minIntervalMs: 60_000 }, abort.signal);
    abort.abort();

    await expect(waiting).rejects.toThrow();
    expect(timers()).toBe(timersBefore);
    expect(pace.export().hosts[HOST]?.turnsAt).toHaveLength(1);
  });

  it("counts from when the caller really went, however late a sleep ended", async () => {
    const clock = new FixedClock(NOON);
    const late = { now: () => clock.now(), sleep: (ms: number) => clock.sleep(ms + HOUR_MS) };
    const pace = new HostPace({ clock: late, random: seededRandom(6) });
    await pace.turn([HOST], { minIntervalMs: 60_000 });
    await pace.turn([HOST], { minIntervalMs: 60_000 });
    const second = elapsedMs(clock);

    await pace.turn([HOST], { minIntervalMs: 60_000 });

    expect(elapsedMs(clock) - second).toBeGreaterThanOrEqual(60_000);
  });

  it("is the turn at all of a visit's hosts at once", async () => {
    const clock = new FixedClock(NOON);
    const pace = paceAt(clock);
    pace.notBefore("slow.example", new Date("2026-08-07T13:00:00Z"));

    await pace.turn([HOST, "slow.example"], { minIntervalMs: 60_000 });

    expect(pace.export().hosts[HOST]?.turnsAt).toEqual(["2026-08-07T13:00:00.000Z"]);
  });
});
