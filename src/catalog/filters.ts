import { stateName } from "../subject/us-states.ts";

/** The named filters of `{{field | filter}}`. Pure text to text: there is no expression language and never will be. */
const FILTERS = {
  /** `New York` as `new-york`: for sites whose addresses are made of words. */
  slug: (text) => plainLetters(text).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""),
  /** `New York` as `New-York`. */
  hyphenated: (text) => plainLetters(text).trim().replace(/[^A-Za-z0-9]+/g, "-"),
  snake: (text) => plainLetters(text).trim().replace(/[^A-Za-z0-9]+/g, "_"),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  /** First letter of each word large, the rest small. */
  title: (text) => text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase()),
  /** `TX` as `Texas`; anything that is no state stays as it is. */
  stateName: (text) => stateName(text) ?? text,
  digits: (text) => text.replace(/\D/g, ""),
  ascii: plainLetters,
  initial: (text) => text.slice(0, 1),
} as const satisfies Record<string, (text: string) => string>;

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS).filter(isFilterName);

export function isFilterName(word: string): word is FilterName {
  return Object.hasOwn(FILTERS, word);
}

export function applyFilter(name: FilterName, text: string): string {
  return FILTERS[name](text);
}

function plainLetters(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’`]/g, "");
}
