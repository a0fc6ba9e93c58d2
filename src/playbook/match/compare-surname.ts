import type { Likeness } from "./likeness.ts";
import { joined, type NameWord } from "./name-words.ts";
import { isParticle } from "./names.ts";

/** One place where the surname may stand, and the words before it. */
export interface SurnameFit {
  readonly likeness: Likeness;
  readonly before: readonly NameWord[];
}

/** Everywhere in a shown name that the surname may stand; whole words only, so no Smith in Goldsmith. */
export function fitSurname(words: readonly NameWord[], surname: readonly NameWord[], isOrdered: boolean): SurnameFit[] {
  const fits = spans(words).flatMap((span) => fitSpan(span, surname));
  return isOrdered ? [...fits, ...fitInitial(words, surname)] : [...fits, ...fitInitial(words, surname), ...fitSwapped(words, surname)];
}

interface Span {
  readonly before: readonly NameWord[];
  readonly within: readonly NameWord[];
  readonly after: readonly NameWord[];
}

function spans(words: readonly NameWord[]): Span[] {
  const starts = words.map((_, start) => start).slice(1);
  return starts.flatMap((start) =>
    words.slice(start).map((_, more) => {
      const end = start + more + 1;
      return { before: words.slice(0, start), within: words.slice(start, end), after: words.slice(end) };
    }),
  );
}

function fitSpan(span: Span, surname: readonly NameWord[]): SurnameFit[] {
  const before = withoutSurnameParts(span);
  if (before.length === 0) return [];
  const isCut = before.length < span.before.length;
  const said = joined(span.within);
  if (said === joined(surname)) {
    // Further words after it are a second surname: Maria Garcia Lopez, for a Garcia.
    return [{ likeness: span.after.length === 0 && !isCut ? "same" : "alike", before }];
  }
  // Garcia for Garcia-Lopez; but Perez-Lopez is another name.
  const isWhole = span.after.length === 0 && span.within[0]?.isGlued !== true;
  const isPart = isWhole && surname.length > 1 && surname.some((part) => part.letters === said && !isParticle(said) && said.length > 1);
  return isPart ? [{ likeness: "alike", before: withoutInitialOf(surname, before) }] : [];
}

/** Cuts off what belongs to the surname: particles before it, and the first half of Gold-Smith. */
function withoutSurnameParts({ before, within }: Span): readonly NameWord[] {
  let end = before.length;
  let isGlued = within[0]?.isGlued ?? false;
  while (end > 0 && isGlued) {
    isGlued = before[end - 1]?.isGlued ?? false;
    end -= 1;
  }
  while (end > 1 && isParticle(before[end - 1]?.letters ?? "")) end -= 1;
  return before.slice(0, end);
}

/** "Maria G Lopez" for a Garcia Lopez: the G is no middle initial. */
function withoutInitialOf(surname: readonly NameWord[], before: readonly NameWord[]): readonly NameWord[] {
  const last = before.at(-1)?.letters ?? "";
  const isOfSurname = before.length > 1 && surname.some((part) => part.letters === last || (last.length === 1 && part.letters.startsWith(last)));
  return isOfSurname ? before.slice(0, -1) : before;
}

/** "Jane R." hides the surname and fits many. */
function fitInitial(words: readonly NameWord[], surname: readonly NameWord[]): SurnameFit[] {
  const last = words.at(-1)?.letters ?? "";
  const fits = words.length > 1 && last.length === 1 && joined(surname).startsWith(last);
  return fits ? [{ likeness: "hint", before: words.slice(0, -1) }] : [];
}

/** "Roe Jane" without a comma. */
function fitSwapped(words: readonly NameWord[], surname: readonly NameWord[]): SurnameFit[] {
  return words
    .map((_, end) => ({ within: words.slice(0, end), after: words.slice(end) }))
    .filter(({ within, after }) => within.length > 0 && after.length > 0 && after[0]?.isGlued !== true && joined(within) === joined(surname))
    .map(({ after }) => ({ likeness: "alike", before: after }));
}
