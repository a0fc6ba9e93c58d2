import { describe, expect, it } from "vitest";
import { moved, withNewQuestions } from "../../src/subject/moved.ts";
import { Profile } from "../../src/subject/profile.ts";
import { withSituation } from "../../src/subject/situation.ts";
import { PROFILE } from "./fixture.ts";

const AT = new Date("2026-05-01T00:00:00Z");
const TULSA = { city: "Tulsa", state: "OK" };

describe("a move", () => {
  it("makes of the present address a past one, and of the new state the one whose law counts", () => {
    const { addresses, residence } = moved(PROFILE, { to: TULSA, inYear: 2026 });

    expect(addresses.map(({ city, from, to }) => [city, from, to])).toEqual([["Salem", 2020, 2026], ["Austin", 2015, 2019], ["Tulsa", 2026, undefined]]);
    expect(residence).toBe("us-ok");
  });

  it.each<[string, Profile, string[]]>([
    ["to another state asks by state and by city anew, and by name nothing", moved(PROFILE, { to: TULSA, inYear: 2026 }), ["nameAndState", "nameAndCity"]],
    ["within a state asks by city only", moved(PROFILE, { to: { city: "Bend", state: "or" }, inYear: 2026 }), ["nameAndCity"]],
    ["that is none asks nothing", { ...PROFILE, birthYear: 1985 }, []],
    ["and a former name that came to mind ask by everything", { ...PROFILE, names: [...PROFILE.names, { first: "Jane", last: "Poe" }] }, ["name", "nameAndState", "nameAndCity"]],
  ])("%s", (_, next, kinds) => {
    expect(Object.keys(withNewQuestions(next, PROFILE, AT).asksAnew ?? {})).toEqual(kinds);
  });

  it("does not forget, at the next change, what is still to be asked anew", () => {
    const once = withNewQuestions(moved(PROFILE, { to: TULSA, inYear: 2026 }), PROFILE, AT);

    const twice = withNewQuestions({ ...once, birthYear: 1985 }, once, new Date("2026-06-01T00:00:00Z"));

    expect(Profile.parse(twice).asksAnew).toEqual({ nameAndState: AT.toISOString(), nameAndCity: AT.toISOString() });
  });
});

describe("what was said when the home was made", () => {
  it.each<[string, Parameters<typeof withSituation>[1], Partial<Profile>, number | null | undefined]>([
    ["spreads removals for who is watched", { listing: "watched" }, {}, 3],
    ["changes nothing where it was left open", {}, {}, undefined],
    ["gives way to what the profile says", { listing: "watched" }, { removalsPerDay: 9 }, 9],
    ["gives way to a profile that wants no spreading", { listing: "watched" }, { removalsPerDay: null }, null],
  ])("%s", (_, situation, said, expected) => {
    expect(withSituation({ ...PROFILE, ...said }, situation).removalsPerDay).toBe(expected);
  });
});
