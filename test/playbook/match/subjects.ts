import type { ListingDetails, ShownAddress } from "../../../src/subject/listing-details.ts";
import type { MatchSubject } from "../../../src/playbook/match/match.ts";
import { Profile } from "../../../src/subject/profile.ts";

export const NOW = new Date("2026-11-22T12:00:00Z");

export const JANE: MatchSubject = Profile.parse({
  names: [{ first: "Jane", middle: "Quinn", last: "Roe" }, { first: "Jane", last: "Doe" }],
  addresses: [
    { street: "500 Oak Ave", city: "Austin", state: "TX", zip: "78702", from: 2019 },
    { street: "12 Elm St", city: "Austin", state: "TX", zip: "78701", from: 2015, to: 2019 },
    { city: "St. Louis", state: "MO", to: 2015 },
  ],
  birthYear: 1984,
  phones: ["+15125550123"],
  relatives: ["Ann Roe", "Robert Doe"],
});

export const JOHN: MatchSubject = Profile.parse({
  names: [{ first: "John", last: "Smith", suffix: "Jr" }],
  addresses: [{ street: "9 Pine Rd", city: "Dayton", state: "OH" }],
  birthYear: 1980,
  relatives: ["John Smith Sr", "Mary Smith"],
  phones: ["+19375550100"],
});

export const OLD: MatchSubject = Profile.parse({
  names: [{ first: "José", last: "O'Brien" }],
  addresses: [{ city: "Boise", state: "ID" }],
  birthYear: 1941,
});

/** Only what `subject add` cannot do without. */
export const SPARSE: MatchSubject = Profile.parse({ names: [{ first: "Al", last: "Smith" }], addresses: [{ city: "Reno", state: "NV" }] });

export function row(name: string, more: Partial<ListingDetails> = {}): ListingDetails {
  return { name, aliases: [], addresses: [], phones: [], relatives: [], extras: {}, ...more };
}

/** "12 Elm St, Austin TX; Waco TX" as the cleaned addresses of a row. */
export function places(text: string): ShownAddress[] {
  return text.split("; ").map((place) => {
    const [, street, city = "", state] = /^(?:(\d[^,]*), )?(.+?)(?: ([A-Z]{2}))?$/u.exec(place) ?? [];
    return { ...(street !== undefined && { street }), city, ...(state !== undefined && { state }) };
  });
}
