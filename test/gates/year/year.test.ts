import { describe, expect, it } from "vitest";
import { PLANTED } from "./planted.ts";
import { playYear } from "./play.ts";

/** A sample of the gate: some weeks instead of years. */
describe("weeks of unattended rounds", () => {
  it.each([["schedule", 30], ["watch", 60]] as const)("by %s, %d days: nothing early, nothing forgotten, nothing doubled, however the machine sleeps", async (by, days) => {
    const { early, forgotten, doubled, rounds, asked } = await playYear({ seed: 3, by, days });

    expect({ early, forgotten, doubled }).toEqual({ early: [], forgotten: [], doubled: [] });
    expect(rounds).toBeGreaterThan(60);
    expect(asked).toBeGreaterThanOrEqual(8);
  });

  it.each(PLANTED.filter(({ name }) => name !== "leaking"))("would show what is $name", async (plant) => {
    const year = await playYear({ seed: 3, by: "watch", days: plant.name === "doubled" ? 10 : 60, plant });

    expect(plant.name === "leaking" ? [] : year[plant.name]).not.toEqual([]);
  });
});
