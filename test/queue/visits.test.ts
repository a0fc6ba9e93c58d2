import { describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { DAY_MS, HOUR_MS } from "../../src/base/duration.ts";
import { TransientError } from "../../src/base/errors.ts";
import { seededRandom } from "../../src/base/random.ts";
import { HostBreaker } from "../../src/queue/breaker.ts";
import { HostPace } from "../../src/queue/pace.ts";
import { PaceState } from "../../src/queue/pace-state.ts";
import { Visits } from "../../src/queue/visits.ts";
import { PLANTED, simulate } from "./support/schedules.ts";

const HOST = "www.acme.example";
const pacing = { minIntervalMs: 1_000 };

function visitsAt(clock: FixedClock, kept = PaceState.parse({ hosts: {} }), keep: (state: PaceState) => Promise<void> = async () => undefined): Visits {
  const pace = new HostPace({ clock, random: seededRandom(1), kept, patienceMs: HOUR_MS });
  return new Visits({ clock, pace, breaker: new HostBreaker({ clock, kept: kept.circuits }), keep });
}

describe("visits", () => {
  it("lets one visitor at a time to a host, whoever else shares it", async () => {
    const visits = visitsAt(new FixedClock("2026-08-07T12:00:00Z"));
    const first = await visits.open({ hosts: [HOST, "shared.example"], pacing });
    let isIn = false;

    const second = visits.open({ hosts: ["other.example", "shared.example"], pacing }).then((visit) => ((isIn = true), visit));
    await new Promise((resolve) => setImmediate(resolve));
    const wasIn = isIn;
    await first[Symbol.asyncDispose]();
    await (await second)[Symbol.asyncDispose]();

    expect([wasIn, isIn]).toEqual([false, true]);
  });

  it("remembers on disk that a host was met before it is met, so that a killed run counts", async () => {
    const clock = new FixedClock("2026-08-07T12:00:00Z");
    let disk: PaceState | undefined;
    await visitsAt(clock, undefined, async (state) => void (disk = state)).open({ hosts: [HOST], pacing });

    await visitsAt(clock, PaceState.parse(disk)).open({ hosts: [HOST], pacing });

    expect(clock.now().getTime() - Date.parse("2026-08-07T12:00:00Z")).toBeGreaterThanOrEqual(1_000);
  });

  it("keeps what a site said about coming back from every later visitor, also after a restart", async () => {
    const clock = new FixedClock("2026-08-07T12:00:00Z");
    let disk: PaceState | undefined;
    await using visit = await visitsAt(clock, undefined, async (state) => void (disk = state)).open({ hosts: [HOST], pacing });
    await visit.note({ state: "down", retryAfterMs: DAY_MS });

    const later = visitsAt(clock, PaceState.parse(disk)).open({ hosts: [HOST], pacing });

    await expect(later).rejects.toMatchObject({ name: "TransientError", retryAfterMs: DAY_MS });
  });

  it("sends a visitor away from a host that failed five times in a row, and frees it for the next", async () => {
    const clock = new FixedClock("2026-08-07T12:00:00Z");
    const visits = visitsAt(clock);
    for (let i = 0; i < 5; i++) {
      await using visit = await visits.open({ hosts: [HOST], pacing });
      await visit.note({ state: "down" });
    }

    await expect(visits.open({ hosts: [HOST], pacing })).rejects.toThrow(TransientError);
    await clock.sleep(HOUR_MS);
    await using probe = await visits.open({ hosts: [HOST], pacing });
    await probe.note({ state: "up" });
  });

  it("stops waiting for a host when it is told to", async () => {
    const abort = new AbortController();
    const visits = visitsAt(new FixedClock("2026-08-07T12:00:00Z"));
    await using _taken = await visits.open({ hosts: [HOST], pacing });

    const waiting = visits.open({ hosts: [HOST], pacing, signal: abort.signal });
    abort.abort();

    await expect(waiting).rejects.toThrow();
  });
});

/** `npm run gates politeness` takes 10,000. */
it("is never early, never two at a time and never a burst in 600 simulated schedules", async () => {
  for (let seed = 1; seed <= 600; seed++) {
    const fault = await simulate(seed);
    if (fault !== undefined) expect.fail(`schedule ${seed}: ${fault}`);
  }
});

it.each(PLANTED)("control: a few schedules show that %s was left out", async (planted) => {
  const faults = await Promise.all(Array.from({ length: 50 }, (_, seed) => simulate(seed + 1, planted)));

  expect(faults.filter((fault) => fault !== undefined)).not.toEqual([]);
});
