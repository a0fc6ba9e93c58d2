import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Campaigns } from "./campaign.ts";
import type { Place } from "./places.ts";
import type { Plant } from "./planted.ts";

// One kill each at the points where most is at stake; `npm run gates -- crash-points` kills at all of them, and often.
const SAMPLE: readonly Place[] = [
  { port: "journal", moment: "torn" },
  { port: "wire record", moment: "after" },
  { port: "click", moment: "after" },
  { port: "hand-off person", moment: "torn" },
  { port: "hand-off click", moment: "after" },
];
const PATIENT = { timeout: 120_000 };

describe.skipIf(process.platform === "win32")("a process that is killed at a call of a port", PATIENT, () => {
  let campaigns: Campaigns;
  beforeAll(async () => void (campaigns = await Campaigns.open()));
  afterAll(() => campaigns[Symbol.asyncDispose]());

  it("sends nothing twice, loses nothing, and leaves nothing waiting for ever", async () => {
    const tallies = await campaigns.play({ killsPerPlace: 1, places: SAMPLE });

    expect(tallies.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(tallies.map(({ kills }) => kills)).toEqual(SAMPLE.map(() => 1));
  });

  it.each<[caught: string, Plant, port: string]>([
    ["sending twice when the intent comes after the click", "misordered", "click"],
    ["letting a person's own press go out", "unheld", "hand-off person"],
  ])("is caught %s", async (_caught, plant, port) => {
    const [tally] = await campaigns.play({ killsPerPlace: port === "click" ? 3 : 1, places: [{ port, moment: "after" }], plant });

    expect(tally?.wrong.join("\n")).toMatch(/sent/);
  });
});
