import { expect, it } from "vitest";
import { Profile } from "../../src/subject/profile.ts";
import { queriesOf } from "../../src/subject/queries.ts";

const ROE = { first: "Jane", last: "Roe" };
const DOE = { first: "Jane", last: "Doe" };

function profileOf(names: readonly object[], places: readonly (readonly [string, string])[]): Profile {
  return Profile.parse({ names, addresses: places.map(([city, state]) => ({ city, state })) });
}

const WANDERER = profileOf(
  [ROE, DOE],
  [
    ["Austin", "TX"],
    ["Dallas", "TX"],
    ["Salem", "OR"],
  ],
);

it.each([
  ["name", ["Roe", "Doe"]],
  ["nameAndState", ["Roe/TX", "Roe/OR", "Doe/TX", "Doe/OR"]],
  ["nameAndCity", ["Roe/Austin/TX", "Roe/Dallas/TX", "Roe/Salem/OR", "Doe/Austin/TX", "Doe/Dallas/TX", "Doe/Salem/OR"]],
] as const)("asks by %s once for each combination", (kind, expected) => {
  const asked = queriesOf(WANDERER, kind).map(({ name, city, state }) => [name.last, city, state].filter(Boolean).join("/"));

  expect(asked).toEqual(expected);
});

it("asks once where two addresses differ in the case of their letters alone", () => {
  const profile = profileOf(
    [ROE],
    [
      ["AUSTIN", "TX"],
      ["Austin", "tx"],
    ],
  );

  expect(queriesOf(profile, "nameAndCity")).toHaveLength(1);
});

it("never asks by street, zip or year", () => {
  const profile = Profile.parse({ names: [ROE], addresses: [{ street: "12 Elm St", city: "Austin", state: "TX", zip: "78701", from: 2015 }], birthYear: 1984 });

  expect(queriesOf(profile, "nameAndCity")).toEqual([{ name: ROE, city: "Austin", state: "TX" }]);
});
