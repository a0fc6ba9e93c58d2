import { describe, expect, it } from "vitest";
import { EXTRACT_KEYS, type ExtractKey } from "../../../src/catalog/step.ts";
import { cleanRow } from "../../../src/playbook/clean/clean-row.ts";
import { brokenByRow, brokenBySecondCleaning } from "./any-row.ts";

/** In microseconds of this process, since a busy machine is no hang. */
const SECOND = 1_000_000;
const PAGE = "https://www.acme.example/people/jane-roe?page=2";

function clean(fields: Partial<Record<ExtractKey, string[]>>, extras: Record<string, string> = {}) {
  return cleanRow({ fields: { name: ["Jane Roe"], ...fields }, extras, pageUrl: PAGE });
}

describe("a row", () => {
  it("is cleaned into listing details as a whole", () => {
    const listing = clean(
      {
        name: ["  Jane\n Q.  Roe, 42 "], aliases: ["AKA: Jane Doe | Janie Roe +3 more", "Jane doe"], age: ["Age 42"], address: ["12 Elm St\nAustin, TX 78701"],
        cities: ["Lives in: Austin, TX", "Used to live in: Waco TX • DALLAS TX"], phones: ["(512) 555-0123"], relatives: ["Related to: Ann Roe, 44 · Bob Roe"], url: ["/p/jane?id=7"], id: [" 7 "],
      },
      { county: " Travis\u200b " },
    );

    expect(listing).toEqual({
      name: "Jane Q. Roe", aliases: ["Jane Doe", "Janie Roe"], age: 42,
      addresses: [{ street: "12 Elm St", city: "Austin", state: "TX", zip: "78701" }, { city: "Austin", state: "TX" }, { city: "Waco", state: "TX" }, { city: "DALLAS", state: "TX" }],
      phones: ["+15125550123"], relatives: ["Ann Roe", "Bob Roe"], url: "https://www.acme.example/p/jane?id=7", id: "7", extras: { county: "Travis" },
    });
  });

  it.each([[[]], [[""]], [["  "]], [["AKA:"]], [["No other aliases."]], [["\u200b\u202e"]], [["42"]]])("is nothing with %j for a name", (name) => {
    expect(clean({ name })).toBeUndefined();
  });
});

it.each([
  ["Jane Roe -", "Jane Roe"], ["Jane Roe 42 years old", "Jane Roe"], ["Jane Roe (Age 42)", "Jane Roe"], ["\u001b[31mJane\u001b[0m \u202eRoe", "Jane Roe"],
  ["\u001b]8;;https://evil.example\u0007Jane Roe", "Jane Roe"], ["Also known as: Jane Roe", "Jane Roe"], ["Jane\u00a0Roe", "Jane Roe"], ["Jose\u0301 Roe", "José Roe"], ["Jane Roe III", "Jane Roe III"],
])("reads the name of %j", (text, name) => {
  expect(clean({ name: [text] })?.name).toBe(name);
});

it.each([
  ["42", { age: 42 }], ["(42)", { age: 42 }], ["Age: 42", { age: 42 }], ["42 years old", { age: 42 }], ["80+", { age: 80, ageFloor: true }], ["Age 81+", { age: 81, ageFloor: true }],
  ["65 or older", { age: 65, ageFloor: true }], ["born 1984", { birthYear: 1984 }], ["Born Mar 3, 1984", { birthYear: 1984 }], ["1984 (42)", { age: 42, birthYear: 1984 }],
  ["Age 41 (1984)", { age: 41, birthYear: 1984 }], ["40-49", {}], ["unknown", {}], ["999", {}], ["0", {}], ["", {}],
])("reads the age of %j", (text, expected) => {
  const { age, ageFloor, birthYear } = clean({ age: [text] }) ?? {};

  expect({ age, ageFloor, birthYear }).toEqual({ age: undefined, ageFloor: undefined, birthYear: undefined, ...expected });
});

it.each([
  ["12 Elm St, Austin, TX 78701", [{ street: "12 Elm St", city: "Austin", state: "TX", zip: "78701" }]],
  ["12 Elm St, Apt 4, Austin, Texas, 78701-1234", [{ street: "12 Elm St, Apt 4", city: "Austin", state: "TX", zip: "78701" }]],
  ["12 Elm St Apt 4 Austin TX 78701", [{ street: "12 Elm St Apt 4", city: "Austin", state: "TX", zip: "78701" }]],
  ["12 Elm Ave St Louis MO", [{ street: "12 Elm Ave", city: "St Louis", state: "MO" }]],
  ["Austin, TX", [{ city: "Austin", state: "TX" }]], ["Austin Texas", [{ city: "Austin", state: "TX" }]], ["AUSTIN TX", [{ city: "AUSTIN", state: "TX" }]], ["austin, tx", [{ city: "austin", state: "TX" }]],
  ["Austin, TX, USA", [{ city: "Austin", state: "TX" }]], ["Austin, Travis County, TX", [{ city: "Austin", state: "TX" }]], ["New York New York", [{ city: "New York", state: "NY" }]],
  ["Charleston West Virginia", [{ city: "Charleston", state: "WV" }]], ["Washington, D.C.", [{ city: "Washington", state: "DC" }]], ["O'Fallon, MO", [{ city: "O'Fallon", state: "MO" }]],
  ["RESIDES IN AUSTIN TX", [{ city: "AUSTIN", state: "TX" }]], ["JANE ROE RESIDES IN AUSTIN, TX", [{ city: "AUSTIN", state: "TX" }]],
  ["Has lived in: Austin, TX | Waco, TX • Reno, NV +3 more", [{ city: "Austin", state: "TX" }, { city: "Waco", state: "TX" }, { city: "Reno", state: "NV" }]],
  ["Austin, TX, Dallas, TX", [{ city: "Austin", state: "TX" }, { city: "Dallas", state: "TX" }]],
  ["somebody living in", []], ["View all", []], ["N/A", []], ["TX", []],
])("reads the addresses of %j", (text, expected) => {
  expect(clean({ addresses: [text] })?.addresses).toEqual(expected);
});

it("keeps a city without its state only from a list of cities", () => {
  expect(clean({ cities: ["Austin"], addresses: ["Dallas"] })?.addresses).toEqual([{ city: "Austin" }]);
});

it.each([
  [["Austin", "TX", "Dallas", "TX 75201"], ["Austin TX", "Dallas TX 75201"]],
  [["Austin", "Reno, NV", "TX"], ["Austin", "Reno NV"]],
  [["Waco", "New York", "Dallas"], ["Waco", "New York", "Dallas"]],
])("mends the list of cities %j", (cities, expected) => {
  const mended = clean({ cities })?.addresses.map(({ city, state, zip }) => [city, state, zip].filter(Boolean).join(" "));

  expect(mended).toEqual(expected);
});

it.each([
  ["AKA: Jane Doe", "Jane Doe"], ["Known as: Jane Doe", "Jane Doe"], ["Also known as: Jane Doe", "Jane Doe"], ["Also Known As Jane Doe", "Jane Doe"], ["Jane Doe + 3 more", "Jane Doe"], ["Jane Doe and 12 others", "Jane Doe"],
  ["Jane Doe...", "Jane Doe"], ["Jane Doe, 42 years old", "Jane Doe"], ["No other aliases.", undefined], ["+3 more", undefined], ["3 more", undefined], ["none", undefined], ["See more", undefined], ["View all", undefined],
])("reads the alias of %j", (text, alias) => {
  expect(clean({ aliases: [text] })?.aliases).toEqual(alias === undefined ? [] : [alias]);
});

it.each([
  ["Related to: Ann Roe, 70", "Ann Roe"], ["Associated persons: Ann Roe", "Ann Roe"], ["Ann Roe, Bob Roe", "Ann Roe"], ["Ann Roe (mother)", "Ann Roe"], ["Ann Roe - 70", "Ann Roe"], ["Possible relatives: Ann Roe +2 more", "Ann Roe"], ["No relatives found", undefined],
])("reads the relative of %j", (text, relative) => {
  expect(clean({ relatives: [text] })?.relatives).toEqual(relative === undefined ? [] : [relative]);
});

it.each([
  ["Lives in: Austin, TX", "Austin", "TX"], ["Has lived in: Austin, Texas", "Austin", "TX"], ["Used to live Austin TX", "Austin", "TX"], ["Used to live in: Austin, tx 78701", "Austin", "TX"], ["RESIDES IN AUSTIN, TX", "AUSTIN", "TX"],
  ["Resides in Austin, TX 78701-1234", "Austin", "TX"], ["Austin, TX -", "Austin", "TX"], ["Austin, TX +3 more", "Austin", "TX"], ["San Juan, Puerto Rico", "San Juan", "PR"], ["Washington, District of Columbia", "Washington", "DC"],
])("reads the town of %j", (text, city, state) => {
  expect(clean({ cities: [text] })?.addresses.map((shown) => [shown.city, shown.state])).toEqual([[city, state]]);
});

it.each([
  ["(512) 555-0123", ["+15125550123"]], ["512.555.0123 512-555-0124", ["+15125550123", "+15125550124"]], ["+44 20 7946 0000", ["+442079460000"]], ["555-0123", ["5550123"]],
  ["(512) 555-XXXX", []], ["512-***-0123", []], ["call us", []], ["Phone: 1 (512) 555-0123, 5125550123", ["+15125550123"]],
])("reads the phones of %j", (text, expected) => {
  expect(clean({ phones: [text] })?.phones).toEqual(expected);
});

it.each([
  ["/p/1", "https://www.acme.example/p/1"], ["?id=1", "https://www.acme.example/people/jane-roe?id=1"], ["https://other.example/x", "https://other.example/x"],
  ["javascript:alert(1)", undefined], ["data:text/html,x", undefined], ["file:///etc/passwd", undefined], ["https://a.example@evil.example/", undefined], ["https://", undefined], [" ", undefined],
])("makes an absolute web address of %j or nothing", (text, url) => {
  expect(clean({ url: [text] })?.url).toBe(url);
});

describe("any row", () => {
  it("is cleaned within a second into bounded text without control characters", () => {
    expect(brokenByRow({ seed: 20260807, runs: 300 })).toBeUndefined();
  });

  it("is cleaned once and for all: what came out is what it comes out as again", () => {
    expect(brokenBySecondCleaning({ seed: 20260807, runs: 500 })).toBeUndefined();
  });

  it.each([" ,".repeat(1e5), "(".repeat(1e5), "1 ".repeat(1e5), "a ".repeat(1e5), "+".repeat(1e5), "\u001b]".repeat(1e5), "12 Elm St ".repeat(1e4), "-".repeat(1e5), "|a".repeat(1e5)])("never hangs on a long one", (long) => {
    const startedAt = process.cpuUsage();

    cleanRow({ fields: Object.fromEntries(EXTRACT_KEYS.map((key) => [key, Array.from({ length: 50 }, () => long)])), extras: { long }, pageUrl: PAGE });

    expect(process.cpuUsage(startedAt).user).toBeLessThan(SECOND);
  });
});
