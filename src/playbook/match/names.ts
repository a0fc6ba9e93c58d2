import type { PersonName } from "../../subject/profile.ts";
import { fold } from "./fold.ts";
import { takeSuffix } from "./suffix.ts";

/** A name as it is shown, its words in the natural order and as they were written. */
export interface ReadName {
  readonly given: readonly string[];
  readonly surname: readonly string[];
  readonly suffix?: string;
  /** In quotes or brackets: a nickname, or a former surname. */
  readonly also: readonly string[];
  /** A comma said where the surname ends, so the order of the words is known. */
  readonly isOrdered: boolean;
}

const MAX_LETTERS = 200;
const MAX_WORDS = 12; // a longer "name" is a sentence
const MAX_SET_ASIDE = 4;
const TITLES = new Set(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "hon"]);
const PARTICLES = new Set(["de", "del", "della", "der", "den", "di", "da", "das", "dos", "du", "la", "las", "le", "los", "st", "saint", "van", "von", "vander", "ter", "ten", "bin", "ibn", "mc", "mac"]);

/** "Jane Q. Roe Jr.", "ROE, JANE Q" and "Maria de la Cruz" taken apart. */
export function readName(text: string): ReadName {
  const { plain, also } = setAsides(text.slice(0, MAX_LETTERS));
  const segments = plain.split(",").map(wordsOf).filter((words) => words.length > 0);
  const { rest, suffix } = takeSuffix(segments);
  const [head = [], ...tail] = rest;
  const isOrdered = tail.length > 0;
  const parts = isOrdered ? { given: tail.flat(), surname: head } : splitWords(withoutTitle(head));
  return { ...parts, also: also.slice(0, MAX_SET_ASIDE), isOrdered, ...(suffix !== undefined && { suffix }) };
}

/** The parts of a name for the fields of a form, spelled as the listing spells them. */
export function splitName(text: string): PersonName {
  const { given, surname, suffix } = readName(text);
  const [first = "", ...middle] = given;
  return {
    first,
    ...(middle.length > 0 && { middle: middle.join(" ") }),
    last: surname.join(" "),
    ...(suffix !== undefined && { suffix }),
  };
}

export function isParticle(word: string): boolean {
  return PARTICLES.has(word);
}

function setAsides(text: string): { plain: string; also: string[] } {
  const also: string[] = [];
  const plain = text
    .replace(/["“”(]([^"“”()]{1,40})["“”)]/gu, (_, inner: string) => {
      also.push(...wordsOf(inner.replace(/\b(n[ée]e|formerly)\b/giu, "")));
      return " ";
    })
    .replace(/\bn[ée]e\s+(\S{1,40})/giu, (_, former: string) => {
      also.push(former);
      return " ";
    });
  return { plain, also };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => fold(word) !== "").slice(0, MAX_WORDS);
}

function withoutTitle(words: readonly string[]): readonly string[] {
  return words.length > 2 && TITLES.has(fold(words[0] ?? "")) ? words.slice(1) : words;
}

function splitWords(words: readonly string[]): { given: readonly string[]; surname: readonly string[] } {
  if (words.length < 2) return { given: words, surname: [] };
  let start = words.length - 1;
  while (start > 1 && isParticle(fold(words[start - 1] ?? ""))) start -= 1;
  return { given: words.slice(0, start), surname: words.slice(start) };
}
