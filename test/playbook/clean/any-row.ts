import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { EXTRACT_KEYS } from "../../../src/catalog/extract.ts";
import { cleanRow } from "../../../src/playbook/clean/clean-row.ts";
import type { RawRow } from "../../../src/playbook/raw-row.ts";
import { ListingDetails } from "../../../src/subject/listing-details.ts";
import { anyText, brokenBy, promised, withinASecond, type Fuzz } from "../../fuzz.ts";

const PAGE = "https://www.acme.example/people/jane-roe";

/** What brokers really put before, between and behind values, in any order. */
const SHOWN = fc.constantFrom(
  "AKA: ", "Also known as: ", "Lives in: ", "Used to live in ", "Related to: ", "Age ", "Jane Q. Roe", "O'Brien, José", "Jr", "12 Elm St", "Apt 4B", "Austin, TX", "Saint Louis, Missouri 63101", "San Juan, PR", "78701-1234", "USA",
  "(512) 555-0123", "512-555-XXXX", "+44 20 7946 0000", " +3 more", "years old", "80+", "c. 1950", " • ", " | ", "\n", "; ", ", ", " - ", "…", "No other aliases.", "/p/1", "https://a.example@evil.example/", "javascript:alert(1)",
);
const text = fc.array(fc.oneof({ weight: 3, arbitrary: SHOWN }, { weight: 1, arbitrary: anyText }), { maxLength: 8 }).map((pieces) => pieces.join(""));
export const anyFields: fc.Arbitrary<RawRow["fields"]> = fc.dictionary(fc.constantFrom(...EXTRACT_KEYS), fc.array(text, { maxLength: 4 }));
const anyRow = fc.record({ fields: anyFields.map((fields) => ({ name: ["Jane Roe"], ...fields })), extras: fc.dictionary(fc.string({ maxLength: 10 }), text, { maxKeys: 3 }), pageUrl: fc.oneof(fc.constant(PAGE), text) });

/** A row that is not cleaned within a second into bounded, plain text. `clean` in its place: a fault that the fuzz must see. */
export function brokenByRow(fuzz: Fuzz, clean = cleanRow): string | undefined {
  return brokenBy(anyRow, (raw) => {
    const listing = withinASecond(() => clean(raw));
    if (!listing) return;
    promised(ListingDetails.safeParse(listing).success, "is no listing");
    promised(JSON.stringify(listing).length < 200_000, "is too large");
    for (const shown of textsOf(listing)) {
      promised(!/[\p{Cc}\p{Cf}\p{Cs}]/u.test(shown), `holds a hidden character: ${JSON.stringify(shown)}`);
      promised(shown.length <= 500, `${shown.length} characters in one text`);
    }
    if (listing.url !== undefined) promised(/^https?:$/.test(new URL(listing.url).protocol), "has a link that is no web address");
  }, fuzz);
}

/** A row that comes out otherwise when what came out is shown and read again. */
export function brokenBySecondCleaning(fuzz: Fuzz): string | undefined {
  return brokenBy(anyFields, (fields) => {
    const once = cleanRow({ fields: { name: ["Jane Roe"], ...fields }, extras: {}, pageUrl: PAGE });
    const twice = once && cleanRow(asShown(once));
    promised(isDeepStrictEqual(twice, once), `${JSON.stringify(once)} comes out as ${JSON.stringify(twice)}`);
  }, fuzz);
}

function textsOf({ name, aliases, relatives, phones, extras, addresses }: ListingDetails): string[] {
  return [name, ...aliases, ...relatives, ...phones, ...Object.values(extras), ...addresses.flatMap(({ street = "", city, state = "", zip = "" }) => [street, city, state, zip])];
}

/** A row that shows just what was read of another. */
function asShown({ name, aliases, age, ageFloor, birthYear, addresses, phones, relatives, url, id }: ListingDetails): RawRow {
  const one = (value: string | number | undefined) => (value === undefined ? [] : [String(value)]);
  const shown = addresses.map(({ street, city, state, zip }) => [street, city, [state, zip].filter(Boolean).join(" ")].filter(Boolean).join(", "));
  return { fields: { name: [name], aliases, age: one(age === undefined ? undefined : `${age}${ageFloor === true ? "+" : ""}`), birthYear: one(birthYear), cities: shown, phones, relatives, url: one(url), id: one(id) }, extras: {}, pageUrl: PAGE };
}
