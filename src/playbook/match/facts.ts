import type { ListingDetails } from "../../subject/listing-details.ts";
import type { PersonName, Profile } from "../../subject/profile.ts";
import { ageFact } from "./age-fact.ts";
import { phoneFact, relativeFact } from "./contact-facts.ts";
import { AGREES, AGREES_AS_SEARCHED, type Fact, type Finding, type Says } from "./decide.ts";
import { middleFact, nameFact, suffixFact } from "./name-facts.ts";
import { splitName } from "./names.ts";
import { cityFact, stateFact, streetFact } from "./place-facts.ts";
import { isNameOf, type ShownName } from "./shown-names.ts";

/** What of the subject a row is compared with. */
export type MatchSubject = Pick<Profile, "names" | "addresses" | "birthYear" | "phones" | "relatives">;

export interface Comparison {
  readonly row: ListingDetails;
  readonly subject: MatchSubject;
  readonly names: readonly PersonName[];
  readonly shown: readonly ShownName[];
  readonly now: Date;
}

/** Every fact, once. Of a row with another name only that is said: its other facts are another person's. */
export function findings(comparison: Comparison): Finding[] {
  const { row, subject, names, shown, now } = comparison;
  const name: Finding = { fact: "name", says: nameFact(shown) };
  if (shown.length === 0) return [name];
  const places = { shown: row.addresses, own: subject.addresses };
  const all: Finding[] = [
    name,
    { fact: "middle", says: middleFact(shown, names) },
    { fact: "suffix", says: suffixFact(shown, names) },
    { fact: "age", says: ageFact(row, subject.birthYear, now) },
    { fact: "city", says: cityFact(places) },
    { fact: "state", says: stateFact(places) },
    { fact: "street", says: streetFact(places) },
    { fact: "phone", says: phoneFact(row.phones, subject.phones) },
    { fact: "relative", says: relativeFact(row.relatives, subject.relatives, names) },
  ];
  return isNameOf(row.name, subject.relatives.map(splitName)) ? all.map(amongNamesakes) : all;
}

const SHARED_AT_HOME: readonly Fact[] = ["city", "street", "phone", "relative"];

/** Father and son of one name share house, phone and kin: only what tells them apart is evidence, and then Jr is. */
function amongNamesakes({ fact, says }: Finding): Finding {
  return { fact, says: says.kind === "agrees" ? agreementAmongNamesakes(fact, says) : says };
}

function agreementAmongNamesakes(fact: Fact, says: Says): Says {
  if (fact === "suffix") return AGREES;
  return SHARED_AT_HOME.includes(fact) ? AGREES_AS_SEARCHED : says;
}
