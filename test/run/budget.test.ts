import { describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { loadConfig, noSettings } from "../../src/config/config.ts";
import { budgetOf, noLimit } from "../../src/run/budget.ts";

const about = { broker: "acme", listing: "-" } as const;
const scan = { kind: "scan", ...about } as const;
const submit = { kind: "submit", ...about } as const;
const confirm = { kind: "confirm", ...about } as const;

describe("a run's budget", () => {
  it("counts new requests, and neither looks nor mails that confirm one", () => {
    const budget = budgetOf({ clock: new FixedClock("2026-11-22"), timeMs: Infinity, requests: 1 });

    budget.begun(scan);
    expect(budget.admits(submit)).toBe(true);
    budget.begun(submit);

    expect(budget.admits(submit)).toBe(false);
    expect([budget.admits(scan), budget.admits(confirm)]).toEqual([true, true]);
  });

  it("begins nothing of any kind once its time is over", () => {
    const clock = new FixedClock("2026-11-22T10:00:00Z");
    const budget = budgetOf({ clock, timeMs: 60_000, requests: 9 });

    clock.set("2026-11-22T10:00:59Z");
    expect(budget.admits(confirm)).toBe(true);
    clock.set("2026-11-22T10:01:00Z");

    expect([budget.admits(submit), budget.admits(scan), budget.admits(confirm)]).toEqual([false, false, false]);
  });

  it("of a person at a terminal is twenty minutes, unless they say otherwise", async () => {
    const clock = new FixedClock("2026-11-22T10:00:00Z");
    const { sittingMs } = await loadConfig({ home: "/nowhere" }, {}, noSettings);
    const budget = budgetOf({ clock, timeMs: sittingMs, requests: Infinity });

    clock.set("2026-11-22T10:19:59Z");
    expect(budget.admits(scan)).toBe(true);
    clock.set("2026-11-22T10:20:00Z");
    expect(budget.admits(scan)).toBe(false);
  });

  it("is none where somebody looks on", () => {
    noLimit.begun(submit);

    expect(noLimit.admits(submit)).toBe(true);
  });
});
