import { fold, foldUmlauts } from "./fold.ts";
import type { ReadName } from "./names.ts";

const MAX_WORDS = 12; // a longer "name" is no name, and every place for the surname is tried

/** One word of a name, folded. A hyphen glues it to the word before: "Gold-Smith" is not a Smith. */
export interface NameWord {
  readonly letters: string;
  readonly isGlued: boolean;
}

/** The words of a shown name in their natural order, once for each way to read it. */
export function readingsOf({ given, surname, also }: ReadName): NameWord[][] {
  const plain = [...given, ...surname];
  const withNickname = also.map((word) => [word, ...surname]);
  const withFormerSurname = also.map((word) => [...given, word]);
  const spoken = [plain, ...withNickname, ...withFormerSurname];
  const readings = spoken.map((words) => nameWords(words, fold));
  return plain.some((word) => fold(word) !== foldUmlauts(word)) ? [...readings, nameWords(plain, foldUmlauts)] : readings;
}

export function nameWords(words: readonly string[], folded: (text: string) => string = fold): NameWord[] {
  return words.flatMap((word) => hyphenated(word, folded)).slice(0, MAX_WORDS);
}

function hyphenated(word: string, folded: (text: string) => string): NameWord[] {
  const parts = word.split(/[-\u2010-\u2015]/u).map(folded).filter((letters) => letters !== "");
  return parts.map((letters, place) => ({ letters: letters === "saint" ? "st" : letters, isGlued: place > 0 }));
}

export function joined(words: readonly NameWord[]): string {
  return words.map((word) => word.letters).join("");
}
