import type { Likeness } from "./likeness.ts";
import { joined, type NameWord } from "./name-words.ts";
import { areNicknames } from "./nicknames.ts";

/** How the given names go together, and the shown words left over: middle names. */
export interface GivenFit {
  readonly likeness: Likeness;
  readonly middle: readonly NameWord[];
}

export interface WantedGiven {
  readonly first: readonly NameWord[];
  readonly middle: readonly NameWord[];
}

/** Every way in which the words before the surname may be the given names; the best one counts. */
export function fitGiven(shown: readonly NameWord[], wanted: WantedGiven): GivenFit[] {
  return [...fitWhole(shown, wanted), ...fitNickname(shown, wanted), ...fitFirstPart(shown, wanted), ...fitInitial(shown, wanted), ...fitMiddle(shown, wanted)];
}

/** "Mary Ann", "Maryann" and "Mary-Ann". */
function fitWhole(shown: readonly NameWord[], { first }: WantedGiven): GivenFit[] {
  const name = joined(first);
  return shown
    .map((_, place) => ({ head: shown.slice(0, place + 1), middle: shown.slice(place + 1) }))
    .filter(({ head }) => name.length > 1 && joined(head) === name)
    .map(({ middle }) => unglued("same", middle));
}

function fitNickname([head, ...middle]: readonly NameWord[], { first }: WantedGiven): GivenFit[] {
  if (!head || head.letters.length < 2) return [];
  return areNicknames(head.letters, joined(first)) ? [unglued("same", middle)] : [];
}

/** Mary for Mary Ann, and Jean-Luc for Jean. */
function fitFirstPart([head, ...middle]: readonly NameWord[], { first }: WantedGiven): GivenFit[] {
  const [part, ...others] = first;
  if (!head || !part || others.length === 0 || head.letters.length < 2 || !areNicknames(head.letters, part.letters)) return [];
  return [unglued("alike", middle.filter((word) => !others.some((other) => mayStandFor(word, other))))];
}

/** J. Roe is Jane or John; only a middle name written out beside it says more. */
function fitInitial([head, ...middle]: readonly NameWord[], wanted: WantedGiven): GivenFit[] {
  const name = joined(wanted.first);
  if (!head || (head.letters.length > 1 && name.length > 1) || !mayStandFor(head, { letters: name, isGlued: false })) return [];
  const isSettled = middle.some((word) => word.letters.length > 1 && wanted.middle.some((own) => areNicknames(word.letters, own.letters)));
  return [{ likeness: isSettled ? "alike" : "hint", middle }];
}

/** Some go by their middle name, and some brokers take the first two names for one or in the wrong order. */
function fitMiddle([head, ...middle]: readonly NameWord[], { first, middle: own }: WantedGiven): GivenFit[] {
  if (!head) return [];
  const goesByMiddle = own.some((word) => word.letters.length > 1 && areNicknames(word.letters, head.letters));
  if (goesByMiddle) return [{ likeness: "hint", middle: middle.filter((word) => !first.some((part) => mayStandFor(word, part))) }];
  const [second] = middle;
  return second && second.letters.length > 1 && areNicknames(second.letters, joined(first)) ? [{ likeness: "hint", middle: [head] }] : [];
}

/** Equal, or one the initial of the other. */
export function mayStandFor(a: NameWord, b: NameWord): boolean {
  if (a.letters.length === 1) return b.letters.startsWith(a.letters);
  if (b.letters.length === 1) return a.letters.startsWith(b.letters);
  return areNicknames(a.letters, b.letters);
}

/** The second half of a hyphenated given name is part of it and no middle name. */
function unglued(likeness: Likeness, middle: readonly NameWord[]): GivenFit {
  if (middle[0]?.isGlued !== true) return { likeness, middle };
  return { likeness: likeness === "same" ? "alike" : likeness, middle: middle.slice(1) };
}
