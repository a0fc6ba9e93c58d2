import { describe, expect, it } from "vitest";
import { InvalidFileError } from "../../src/base/errors.ts";
import { parseStrict } from "../../src/base/strict-yaml.ts";
import { Profile, isCurrent, personalValues } from "../../src/subject/profile.ts";
import { PROFILE } from "./fixture.ts";

const GOOD = `
names:
  - { first: Jane, middle: Q, last: Roe }
addresses:
  - { street: 12 Elm St, city: Austin, state: tx, zip: "78701", to: 2019 }
birthYear: 1984
phones: ["+15125550123"]
contact: { email: alias@alias.example, perBroker: plus }
personalEmails: [jane@home.example]
residence: us-tx
`.trimStart();

function issuesIn(text: string): string[] {
  try {
    parseStrict({ file: "me.yaml", text }, Profile);
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error;
    return error.issues.map(({ line, column, path, message, hint }) => `${line}:${column} ${path} ${message}${hint === undefined ? "" : ` (${hint})`}`);
  }
  return [];
}

it("takes a profile as a person writes it, with the state in small letters", () => {
  expect(parseStrict({ file: "me.yaml", text: GOOD }, Profile).addresses[0]?.state).toBe("TX");
});

describe("a mistake is said with its place, and without its value", () => {
  it.each([
    ["a key that is none", "birthYear: 1984", "birthyear: 1984", '5:1 birthyear unknown key "birthyear" (did you mean "birthYear"?)'],
    ["no city", " city: Austin,", "", "4:5 addresses[0].city missing, wants a text"],
    ["a state that is none", "state: tx", "state: xx", "4:47 addresses[0].state wants a two-letter state, like TX"],
    ["a zip without quotes", '"78701"', "78701", "4:56 addresses[0].zip wants a text, found a number"],
    ["a phone in the national form", "+15125550123", "512 555 0123", "6:10 phones[0] wants the international form, like +15125550123"],
    ["a year in two digits", "1984", "84", "5:12 birthYear wants at least 1900"],
    ["a residence that is no code", "us-tx", "Texas", "9:12 residence wants a country or a country and state, like us-tx"],
    ["an alias that is a personal address", "[jane@home.example]", "[alias@alias.example]", "7:19 contact.email is one of personalEmails: brokers may only see an alias (make an alias, or take the address out of personalEmails)"],
    ["a control character in a name", "first: Jane", 'first: "Jane\\u001b"', "2:14 names[0].first wants plain characters, without controls and marks that can't be seen"],
    ["a direction mark in a city", "city: Austin", 'city: "Aus\\u202etin"', "4:32 addresses[0].city wants plain characters, without controls and marks that can't be seen"],
  ])("%s", (_, piece, otherwise, expected) => {
    expect(GOOD).toContain(piece);
    expect(issuesIn(GOOD.replace(piece, otherwise))).toEqual([expected]);
  });

  it("no names at all", () => {
    expect(issuesIn("names: []\naddresses: [{ city: Austin, state: TX }]\n")).toHaveLength(1);
  });
});

it("the address without an end is where the person lives", () => {
  expect(PROFILE.addresses.map(isCurrent)).toEqual([true, false]);
});

it("lists every personal value of a profile for whoever must keep them out", () => {
  expect(personalValues(PROFILE)).toEqual(
    expect.arrayContaining(["Jane", "Quill", "Roe", "9 Harbor Way", "Salem", "97301", "12 Elm St", "+15125550123", "Ann Roe", "jane@home.example", "jane.optout@alias.example"]),
  );
});
