import { describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { budgetOf, noLimit } from "../../src/run/budget.ts";

const submit = { kind: "submit" } as const;

describe("a run's budget", () => {
  it("counts new requests, and neither looks nor mails that confirm one", () => {
    const budget = budgetOf({ clock: new FixedClock("2026-11-22"), timeMs: Infinity, requests: 1 });

    budget.begun({ kind: "scan" });
    expect(budget.admits(submit)).toBe(true);
    budget.begun(submit);

    expect(budget.admits(submit)).toBe(false);
    expect([budget.admits({ kind: "scan" }), budget.admits({ kind: "confirm" })]).toEqual([true, true]);
  });

  it("begins nothing of any kind once its time is over", () => {
    const clock = new FixedClock("2026-11-22T10:00:00Z");
    const budget = budgetOf({ clock, timeMs: 60_000, requests: 9 });

    clock.set("2026-11-22T10:00:59Z");
    expect(budget.admits({ kind: "confirm" })).toBe(true);
    clock.set("2026-11-22T10:01:00Z");

    expect([budget.admits(submit), budget.admits({ kind: "scan" }), budget.admits({ kind: "confirm" })]).toEqual([false, false, false]);
  });

  it("is none where somebody looks on", () => {
    noLimit.begun(submit);

    expect(noLimit.admits(submit)).toBe(true);
  });
});
