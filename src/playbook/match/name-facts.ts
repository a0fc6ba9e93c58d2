import { distance } from "fastest-levenshtein";
import type { PersonName } from "../../subject/profile.ts";
import { mayStandFor } from "./compare-given.ts";
import { AGREES, AGREES_AS_SEARCHED, CONTRADICTS, DIFFERS, MISSING, SILENT, type Says } from "./decide.ts";
import { nameWords, type NameWord } from "./name-words.ts";
import type { ShownName } from "./shown-names.ts";
import { generation } from "./suffix.ts";

/** The name is what was searched for, so it is never evidence by itself. */
export function nameFact(shown: readonly ShownName[]): Says {
  return shown.length > 0 ? AGREES_AS_SEARCHED : CONTRADICTS;
}

export function middleFact(shown: readonly ShownName[], names: readonly PersonName[]): Says {
  const own = { first: wordsIn(names, "first"), middle: wordsIn(names, "middle"), last: wordsIn(names, "last") };
  return heard(shown, ({ middle }) => middleSays(middle, own));
}

export function suffixFact(shown: readonly ShownName[], names: readonly PersonName[]): Says {
  const own = names.map((name) => generation(name.suffix)).filter((value) => value !== undefined);
  return heard(shown, (name) => generationSays(name.generation, own));
}

/** The row's own name speaks first. Its aliases are asked where it says nothing, and can't prove that it is somebody else. */
function heard(shown: readonly ShownName[], judge: (name: ShownName) => Says): Says {
  const said = shown.map((name) => ({ isAlias: name.isAlias, says: judge(name) }));
  const own = said.find(({ isAlias, says }) => !isAlias && (says.kind === "agrees" || says.kind === "contradicts"));
  if (own) return own.says;
  const aliases = said.map(({ says }) => (says === CONTRADICTS ? DIFFERS : says));
  return [AGREES, AGREES_AS_SEARCHED, DIFFERS, MISSING].find((says) => aliases.includes(says)) ?? SILENT;
}

type OwnWords = Readonly<Record<"first" | "middle" | "last", readonly NameWord[]>>;

function middleSays(middle: readonly NameWord[], own: OwnWords): Says {
  const shown = middle.filter((word) => !isNickname(word, own));
  if (shown.length === 0) return own.middle.length > 0 ? MISSING : SILENT;
  const agreeing = shown.filter((word) => own.middle.some((other) => mayStandFor(word, other)));
  // An initial is shared by every twelfth namesake: it agrees, and proves nothing.
  if (agreeing.length > 0) return agreeing.some((word) => own.middle.some((other) => isWritten(word, other))) ? AGREES : AGREES_AS_SEARCHED;
  // A former surname often moves to the middle.
  if (shown.some((word) => own.last.some((surname) => surname.letters === word.letters))) return AGREES;
  if (own.middle.length === 0 || shown.some((word) => own.middle.some((other) => isSlip(word, other)))) return MISSING;
  return CONTRADICTS;
}

function generationSays(shown: number | undefined, own: readonly number[]): Says {
  if (shown === undefined) return own.length > 0 ? MISSING : SILENT;
  if (own.includes(shown)) return AGREES_AS_SEARCHED;
  // Seniors seldom call themselves one and juniors may leave it out of a profile: a doubt, as long as the profile says nothing.
  return own.length > 0 ? CONTRADICTS : DIFFERS;
}

function isWritten(a: NameWord, b: NameWord): boolean {
  return Math.min(a.letters.length, b.letters.length) > 1 && mayStandFor(a, b);
}

/** "Robert Bob Smith": said twice, and no middle name. */
function isNickname(word: NameWord, { first, middle }: OwnWords): boolean {
  return first.some((own) => isWritten(word, own)) && !middle.some((own) => isWritten(word, own));
}

/** One letter off in a long name is a slip of the pen: no evidence either way. */
function isSlip(a: NameWord, b: NameWord): boolean {
  return Math.min(a.letters.length, b.letters.length) >= 5 && distance(a.letters, b.letters) === 1;
}

function wordsIn(names: readonly PersonName[], part: keyof OwnWords): NameWord[] {
  return names.flatMap((name) => nameWords((name[part] ?? "").split(/\s+/u)));
}
