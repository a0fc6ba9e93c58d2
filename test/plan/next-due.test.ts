import { describe, expect, it } from "vitest";
import { nextDueAt } from "../../src/plan/next-due.ts";
import type { Plan, Skip } from "../../src/plan/task.ts";
import { wakeAt } from "../../src/schedule/wake.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const until = (at: string): Skip => ({ broker: "acme", reason: "not-due", why: "later", until: at });
const planOf = (skips: readonly Skip[]): Plan => ({ tasks: [], skips });

describe("when a plan has something to do next", () => {
  it.each<[string, Plan, string | undefined]>([
    ["the first date of those to come", planOf([until("2026-12-24T00:00:00.000Z"), until("2026-11-25T00:00:00.000Z"), until("2026-11-20T00:00:00.000Z")]), "2026-11-25T00:00:00.000Z"],
    ["never, where nothing has a date", planOf([{ broker: "acme", reason: "no-route", why: "none" }]), undefined],
  ])("is %s", (_, plan, expected) => {
    expect(nextDueAt(plan, NOW)?.toISOString()).toBe(expected);
  });
});

describe("a watch", () => {
  it.each([
    ["at the date that the last round named", "2026-11-22T13:00:00.000Z", "2026-11-22T13:00:00.000Z"],
    ["after a breath where something was left over", "2026-11-22T10:00:00.000Z", "2026-11-22T10:15:00.000Z"],
    ["after six hours at the latest, since a person may have decided something", "2026-12-24T00:00:00.000Z", "2026-11-22T16:00:00.000Z"],
    ["after six hours where nothing is known", undefined, "2026-11-22T16:00:00.000Z"],
  ])("wakes %s", (_, nextAt, expected) => {
    expect(wakeAt(nextAt, NOW).toISOString()).toBe(expected);
  });
});
