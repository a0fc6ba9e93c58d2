import fc from "fast-check";
import { expect, it } from "vitest";
import { compareNames } from "../../../src/playbook/match/compare-names.ts";
import { matchListing, type MatchSubject } from "../../../src/playbook/match/match.ts";
import { areNicknames } from "../../../src/playbook/match/nicknames.ts";
import type { ListingDetails } from "../../../src/subject/listing-details.ts";
import { brokenByListing } from "./any-person.ts";
import { JANE, NOW, row } from "./subjects.ts";

const RANK = { no: 0, unsure: 1, match: 2 };

const shownName = fc.constantFrom("Jane Roe", "JANE Q ROE", "Roe, Jane", "Jane Doe", "Roe Jane", "J. Roe", "Jane Roe-Poe", "Zed Poe", "Jane Roe Jr", "Jane Marie Roe");
const address = fc.constantFrom({ city: "Austin", state: "TX" }, { city: "Waco", state: "TX" }, { city: "Reno", state: "NV" }, { city: "Austin", state: "TX", street: "12 Elm St" }, { city: "Austin", state: "TX", street: "1 Ash Ct" });
const anyRow: fc.Arbitrary<ListingDetails> = fc.record({ name: shownName, addresses: fc.array(address, { maxLength: 3 }), relatives: fc.subarray(["Ann Roe", "Zed Poe"]), phones: fc.subarray(["+15125550123", "+12125550000"]), age: fc.option(fc.integer({ min: 30, max: 50 })) })
  .map(({ age, name, ...more }) => row(name, { ...more, ...(age !== null && { age }) }));
const query = fc.constantFrom({ city: "Austin", state: "TX" }, { state: "TX" }, {});

const AGREEING: readonly ((given: ListingDetails) => ListingDetails)[] = [
  (given) => ({ ...given, phones: [...given.phones, "+15125550123"] }),
  (given) => ({ ...given, relatives: [...given.relatives, "Robert Doe"] }),
  (given) => ({ ...given, addresses: [...given.addresses, { city: "Saint Louis", state: "MO" }] }),
  (given) => ({ ...given, addresses: [...given.addresses, { street: "500 Oak Avenue", city: "Austin", state: "TX" }] }),
  (given) => (given.age === undefined ? { ...given, age: 42 } : given),
  (given) => ({ ...given, aliases: ["Jane Quinn Roe", ...given.aliases] }),
];
const CONTRADICTING: readonly ((given: ListingDetails) => ListingDetails)[] = [
  (given) => ({ ...given, age: 64 }),
  (given) => ({ ...given, age: given.age ?? 45 }),
  (given) => ({ ...given, birthYear: 1960 }),
  (given) => (given.addresses.length === 0 ? { ...given, addresses: [{ city: "Miami", state: "FL" }] } : given),
  (given) => ({ ...given, relatives: [...given.relatives, "Jane Roe"] }),
  (given) => ({ ...given, name: `${given.name} III` }),
];

function rankOf(given: ListingDetails, searched: { city?: string; state?: string }, subject: MatchSubject = JANE): number {
  return RANK[matchListing(given, subject, { name: subject.names[0]!, ...searched }, NOW).verdict];
}

it("never lowers a verdict for a further fact that agrees", () => {
  fc.assert(fc.property(anyRow, query, fc.constantFrom(...AGREEING), (given, searched, add) => rankOf(add(given), searched) >= rankOf(given, searched)), { numRuns: 1_000 });
});

it("never raises a verdict for a further fact that contradicts", () => {
  fc.assert(fc.property(anyRow, query, fc.constantFrom(...CONTRADICTING), (given, searched, add) => rankOf(add(given), searched) <= rankOf(given, searched)), { numRuns: 1_000 });
});

it("compares two names alike from either side", () => {
  const first = fc.constantFrom("Jane", "Robert", "Bob", "José", "Jose", "Elizabeth", "Beth", "Mary-Ann", "Erin", "Aaron", "Jo", "Joanna");
  const last = fc.constantFrom("Roe", "O'Brien", "OBrien", "Müller", "Mueller", "Garcia-Lopez", "Garcia", "Lopez", "Smith", "Klinesmith", "de la Cruz", "Delacruz");
  const name = fc.record({ first, last });

  fc.assert(fc.property(name, name, (a, b) => compareNames(`${a.first} ${a.last}`, b).likeness === compareNames(`${b.first} ${b.last}`, a).likeness), { numRuns: 2_000 });
  fc.assert(fc.property(name, ({ first: given, last: surname }) => compareNames(`${surname}, ${given}`, { first: given, last: surname }).likeness === "same"));
});

it("takes nicknames the same both ways", () => {
  const given = fc.constantFrom("robert", "bob", "bill", "chris", "christine", "christopher", "constructor", "__proto__", "jane");

  fc.assert(fc.property(given, given, (a, b) => areNicknames(a, b) === areNicknames(b, a)));
});

it("judges any listing within a second, without a fault and without a match for a stranger", () => {
  expect(brokenByListing({ seed: 20260807, runs: 500 })).toBeUndefined();
});
