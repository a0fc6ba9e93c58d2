import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { DAY_MS, HOUR_MS } from "../../src/base/duration.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { openPace, openVisits } from "../../src/cli/compose-pace.ts";
import type { Visits } from "../../src/queue/visits.ts";

let home: string;
let clock: FixedClock;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "unlist-test-"));
  clock = new FixedClock("2026-08-07T12:00:00Z");
});
afterEach(() => rm(home, { recursive: true }));

/** As the next process opens it: nothing is known but what lies in the home. */
function paceOf(subject: string, removalsPerDay?: number, visits?: Visits) {
  const call = { config: { pace: { minIntervalMs: 5_000, maxPerDay: undefined } }, clock, files: nodeFiles, signal: new AbortController().signal };
  return openPace({ call, opened: { home, kind: "real" }, catalog: { brokers: new Map() }, person: { subject, profile: { removalsPerDay } }, ...(visits && { visits }) });
}

it("stages removals for who is watched: so many a day, apart in time, over restarts, and each subject by itself", async () => {
  await (await paceOf("one", 2)).stageRemoval();
  const atOnce = await (await paceOf("one", 2)).stageRemoval();
  const another = await (await paceOf("two", 2)).stageRemoval();
  await clock.sleep(10 * HOUR_MS);
  const later = await (await paceOf("one", 2)).stageRemoval();
  await clock.sleep(10 * HOUR_MS);
  const third = await (await paceOf("one", 2)).stageRemoval();
  await clock.sleep(DAY_MS);

  expect([another, later]).toEqual([undefined, undefined]);
  expect(atOnce?.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-08-07T18:00:00Z"));
  expect(third?.toISOString()).toBe("2026-08-08T12:00:00.000Z");
  await expect((await paceOf("one", 2)).stageRemoval()).resolves.toBeUndefined();
});

it("does not stage anything for who did not ask for it", async () => {
  const pace = await paceOf("one");

  await pace.stageRemoval();
  await pace.stageRemoval();

  expect(clock.now().toISOString()).toBe("2026-08-07T12:00:00.000Z");
});

it("keeps one subject's visits from those of the next, also when the run was killed in between", async () => {
  await (await paceOf("one")).visit(["www.acme.example"], "acme"); // killed: never left

  await using _visit = await (await paceOf("two")).visit(["www.acme.example"], "acme");

  expect(clock.now().getTime() - Date.parse("2026-08-07T12:00:00Z")).toBeGreaterThanOrEqual(5_000);
});

it("lets nobody to a host while another one is there who is worked for at the same time", async () => {
  const visits = await openVisits({ clock, files: nodeFiles }, { home });
  const [one, two] = [await paceOf("one", undefined, visits), await paceOf("two", undefined, visits)];
  const first = await one.visit(["www.acme.example"], "acme");
  let isIn = false;

  const second = two.visit(["www.acme.example"], "acme").then((visit) => ((isIn = true), visit));
  await new Promise((resolve) => setImmediate(resolve));
  const wasIn = isIn;
  await first[Symbol.asyncDispose]();
  await (await second)[Symbol.asyncDispose]();

  expect([wasIn, isIn]).toEqual([false, true]);
  expect(clock.now().getTime() - Date.parse("2026-08-07T12:00:00Z")).toBeGreaterThanOrEqual(5_000);
});
