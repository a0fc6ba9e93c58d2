import type { ListingDetails } from "../../subject/listing-details.ts";
import type { PersonName } from "../../subject/profile.ts";
import { bestFit, type NameFit } from "./compare-names.ts";
import { rank, weaker, type Likeness } from "./likeness.ts";
import { readName } from "./names.ts";

const MAX_ALIASES = 50;

/** A name on a row that fits a name of the subject. */
export interface ShownName extends NameFit {
  readonly isAlias: boolean;
}

/** The names of a row that fit a name of the subject, the row's own name before its aliases. */
export function fittingNames(row: ListingDetails, names: readonly PersonName[]): ShownName[] {
  const own = { ...bestFit(row.name, names), isAlias: false };
  const aliases = row.aliases.slice(0, MAX_ALIASES).map((alias) => ({ ...bestFit(alias, names), isAlias: true })).filter(fits);
  if (aliases.length === 0) return [own].filter(fits);
  if (fits(own)) return [own, ...aliases.map((alias) => atMost(ceilingUnder(own.likeness), alias))];
  // Under another surname an alias is a former name; what the row's own name says besides still counts.
  const given = bestFit(row.name, withSurnameOf(row.name, names));
  const remains = { ...given, likeness: weaker(given.likeness, "hint"), isAlias: false };
  return [remains, ...aliases.map((alias) => atMost(ceilingUnder(given.likeness), alias))].filter(fits);
}

/** Whether a shown name is, in full, one of these names. */
export function isNameOf(shown: string, names: readonly PersonName[]): boolean {
  return names.length > 0 && bestFit(shown, names).likeness === "same";
}

/** Brokers mix households: under another given name, even the right alias says little. */
function ceilingUnder(given: Likeness): Likeness {
  return rank(given) >= rank("alike") ? "same" : "hint";
}

function withSurnameOf(shown: string, names: readonly PersonName[]): PersonName[] {
  const last = readName(shown).surname.join(" ");
  return names.map((name) => ({ ...name, last }));
}

function atMost(ceiling: Likeness, name: ShownName): ShownName {
  return { ...name, likeness: weaker(name.likeness, ceiling) };
}

function fits({ likeness }: NameFit): boolean {
  return likeness !== "different";
}
