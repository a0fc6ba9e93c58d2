import fc from "fast-check";
import { matchListing } from "../../../src/playbook/match/match.ts";
import { splitName } from "../../../src/playbook/match/names.ts";
import type { ListingDetails } from "../../../src/subject/listing-details.ts";
import { anyText, brokenBy, promised, withinASecond, type Fuzz } from "../../fuzz.ts";
import { JANE, JOHN, NOW, OLD, SPARSE, row } from "./subjects.ts";

/** Names in the shapes that brokers give them, of nobody whom the subjects know. */
const NAME_PIECE = fc.constantFrom("Zed", "Poe", "O'", "Mc", "de la", "Van", "-", ", ", " ", ".", "Jr", "III", "(Zeddie)", "\"Zee\"", "Dr.", "PhD", "é", "ß", "李", "ʻ", "aka", "&");
const anyName = fc.oneof(fc.array(NAME_PIECE, { maxLength: 10 }).map((pieces) => pieces.join("")), anyText);
const anyAddress = fc.record({ city: fc.oneof(fc.constantFrom("Austin", "Saint Louis", "St. Louis"), anyText), state: fc.oneof(fc.constantFrom("TX", "MO"), anyText), street: anyText, zip: anyText }, { requiredKeys: ["city"] });
const anyListing: fc.Arbitrary<ListingDetails> = fc
  .record({
    name: anyName,
    aliases: fc.array(anyName, { maxLength: 4 }),
    relatives: fc.array(anyName, { maxLength: 4 }),
    phones: fc.array(fc.oneof(fc.constant("+15125550123"), anyText), { maxLength: 4 }),
    addresses: fc.array(anyAddress, { maxLength: 4 }),
    age: fc.integer({ min: -5, max: 2_000 }),
    ageFloor: fc.boolean(),
    birthYear: fc.integer(),
  }, { requiredKeys: ["name"] })
  .map(({ name, ...more }) => row(name, more));

/** A listing that is not judged within a second, or that is called the person's though nobody of theirs has such a name. */
export function brokenByListing(fuzz: Fuzz, judge = matchListing): string | undefined {
  const inputs = fc.record({ listing: anyListing, subject: fc.constantFrom(JANE, JOHN, OLD, SPARSE), city: anyText });
  return brokenBy(inputs, ({ listing, subject, city }) => {
    const [name = { first: "", last: "" }] = subject.names;
    const { verdict } = withinASecond(() => judge(listing, subject, { name, city }, NOW));
    withinASecond(() => splitName(listing.name));
    promised(verdict !== "match", `${JSON.stringify(listing.name)} is called ${name.first} ${name.last}`);
  }, fuzz);
}
