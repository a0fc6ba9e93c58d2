import type { PersonName } from "../../subject/profile.ts";
import { fitGiven, type GivenFit } from "./compare-given.ts";
import { fitSurname } from "./compare-surname.ts";
import { foldUmlauts } from "./fold.ts";
import { likest, weaker } from "./likeness.ts";
import { nameWords, readingsOf, type NameWord } from "./name-words.ts";
import { readName } from "./names.ts";
import { generation } from "./suffix.ts";

export interface NameFit extends GivenFit {
  /** The generation that the shown name says: Jr is 2. */
  readonly generation: number | undefined;
}

const DIFFERENT: GivenFit = { likeness: "different", middle: [] };

/** How a shown name goes with a name of the subject, and what it says besides: middle names and a suffix. */
export function compareNames(shown: string, name: PersonName): NameFit {
  return bestFit(shown, [name]);
}

/** The same for the name of several that it goes with best. */
export function bestFit(shown: string, names: readonly PersonName[]): NameFit {
  const read = readName(shown);
  const readings = readingsOf(read);
  const fits = names.flatMap(spellings).flatMap((wanted) => readings.map((words) => fitReading(words, wanted, read.isOrdered)));
  return { ...(likest(fits) ?? DIFFERENT), generation: generation(read.suffix) };
}

interface Wanted {
  readonly first: readonly NameWord[];
  readonly middle: readonly NameWord[];
  readonly last: readonly NameWord[];
}

function fitReading(words: readonly NameWord[], wanted: Wanted, isOrdered: boolean): GivenFit {
  const fits = fitSurname(words, wanted.last, isOrdered).flatMap((surname) =>
    fitGiven(surname.before, wanted).map(({ likeness, middle }) => ({ likeness: weaker(likeness, surname.likeness), middle })),
  );
  return likest(fits) ?? DIFFERENT;
}

/** A name is compared with every row of a page, and spelled once. */
const SPELLED = new WeakMap<PersonName, Wanted[]>();

function spellings(name: PersonName): Wanted[] {
  const known = SPELLED.get(name);
  if (known) return known;
  const plain = wantedWords(name);
  const umlauts = wantedWords(name, foldUmlauts);
  const spelled = JSON.stringify(plain) === JSON.stringify(umlauts) ? [plain] : [plain, umlauts];
  SPELLED.set(name, spelled);
  return spelled;
}

function wantedWords(name: PersonName, folded?: (text: string) => string): Wanted {
  const words = (text: string) => nameWords(text.split(/\s+/u), folded);
  return { first: words(name.first), middle: words(name.middle ?? ""), last: words(name.last) };
}
