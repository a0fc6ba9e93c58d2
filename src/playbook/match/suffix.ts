import { fold } from "./fold.ts";

/** Which bearer of the name in the family: John Smith Jr is the second. "II" is said of nephews too, brokers mix the two. */
const GENERATIONS: Readonly<Record<string, number>> = {
  sr: 1, senior: 1, jr: 2, jnr: 2, junior: 2, ii: 2, "2nd": 2, iii: 3, "3rd": 3, iv: 4, "4th": 4, v: 5, "5th": 5,
};
const DEGREES = new Set(["md", "phd", "dds", "dmd", "dvm", "esq", "cpa", "rn", "jd"]);

/** The generation that a suffix says, where it says one. */
export function generation(suffix: string | null | undefined): number | undefined {
  const word = fold(suffix ?? "");
  return Object.hasOwn(GENERATIONS, word) ? GENERATIONS[word] : undefined;
}

/** Takes "Jr" and "MD" off the parts between the commas of a name, wherever they stand: "Smith Jr, John", "Smith, John, Jr". */
export function takeSuffix(segments: readonly (readonly string[])[]): { rest: readonly (readonly string[])[]; suffix?: string } {
  let suffix: string | undefined;
  const rest = segments.map((segment, place) => {
    let words = segment;
    while (isTitle(words, place, segments.length)) {
      suffix = generation(words.at(-1)) === undefined ? suffix : words.at(-1);
      words = words.slice(0, -1);
    }
    return words;
  });
  return { rest: rest.filter((words) => words.length > 0), ...(suffix !== undefined && { suffix }) };
}

function isTitle(words: readonly string[], place: number, parts: number): boolean {
  const folded = fold(words.at(-1) ?? "");
  // "Mary Senior" is called Senior and "Smith, John V" has a middle initial: what a name can't do without is a name.
  const least = place > 0 ? 0 : parts > 1 ? 1 : 2;
  if (words.length <= least) return false;
  if (folded === "v") return place === 0 && parts === 1;
  return generation(folded) !== undefined || DEGREES.has(folded);
}
