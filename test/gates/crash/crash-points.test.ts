import { describe, expect, it } from "vitest";
import { playCampaign, type Place } from "./campaign.ts";

// One kill each at the points where most is at stake; `npm run gates -- crash-points` kills at all of them, and often.
const SAMPLE: readonly Place[] = [
  { port: "journal", moment: "torn" },
  { port: "wire record", moment: "after" },
  { port: "arming", moment: "after" },
  { port: "click", moment: "after" },
];
const PATIENT = { timeout: 120_000 };

describe.skipIf(process.platform === "win32")("a process that is killed at a call of a port", PATIENT, () => {
  it("sends nothing twice, loses nothing, and leaves nothing waiting for ever", async () => {
    const tallies = await playCampaign({ killsPerPlace: 1, places: SAMPLE });

    expect(tallies.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(tallies.map(({ kills }) => kills)).toEqual([1, 1, 1, 1]);
  });

  it("is caught sending twice when the intent comes after the click", async () => {
    const [tally] = await playCampaign({ killsPerPlace: 3, places: [{ port: "click", moment: "after" }], isMisordered: true });

    expect(tally?.wrong.join("\n")).toMatch(/sent/);
  });
});
