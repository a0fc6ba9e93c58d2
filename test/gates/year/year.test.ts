import { describe, expect, it } from "vitest";
import { grownOver } from "./memory.ts";
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

  it.each<[string, readonly number[], number]>([
    ["nothing, where it goes up and down", [60, 61, 60, 61, 60, 61, 60, 61, 60], 0],
    ["what each sample adds, over the later half", [60, 61, 62, 63, 64, 65, 66, 67, 68], 4],
    ["nothing of what the first half was warmed up by", [10, 40, 55, 60, 60, 60, 60, 60], 0],
  ])("counts as grown %s", (_, samples, grown) => {
    expect(grownOver(samples)).toBeCloseTo(grown);
  });
});
