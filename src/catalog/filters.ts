import { stateName } from "../subject/us-states.ts";
import { labelOf, readRanges } from "./ranges.ts";

/** What stands behind a `|` in `{{field | spaces:_}}`. */
export interface FilterCall {
  readonly name: FilterName;
  readonly argument?: string;
}

/** The named filters of `{{field | filter}}`. Pure text to text: there is no expression language and never will be. */
const PLAIN = {
  /** `New York` as `new-york`: for sites whose addresses are made of words. */
  slug: (text) => plainLetters(text).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""),
  /** `New York` as `New-York`. */
  hyphenated: (text) => plainLetters(text).trim().replace(/[^A-Za-z0-9]+/g, "-"),
  snake: (text) => plainLetters(text).trim().replace(/[^A-Za-z0-9]+/g, "_"),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  /** First letter of each word large, the rest small. */
  title: (text) => text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase()),
  /** First letter of each word large, the rest as it is: `McDonald`. */
  capitalize: (text) => text.replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase()),
  /** `TX` as `Texas`; anything that is no state stays as it is. */
  stateName: (text) => stateName(text) ?? text,
  digits: (text) => text.replace(/\D/g, ""),
  ascii: plainLetters,
  initial: (text) => text.slice(0, 1),
} as const satisfies Record<string, (text: string) => string>;

/** Filters that want a word of the playbook's: `default:~`. */
const WITH_ARGUMENT = {
  /** `New York` as `New_York`; with nothing behind the colon, `NewYork`. */
  spaces: (text, by) => text.trim().replace(/\s+/g, by),
  /** Stands in for a value that there is none of, or that is not sent. */
  default: (text, other) => (text === "" ? other : text),
  /** The range that an age falls into, of those the site offers: `ageRange:18-30,31-50,51+`. Nothing where none holds it. */
  ageRange: (text, ranges) => labelOf(Number(text), readRanges(ranges)) ?? "",
} as const satisfies Record<string, (text: string, argument: string) => string>;

export type PlainFilter = keyof typeof PLAIN;
export type ArgumentFilter = keyof typeof WITH_ARGUMENT;
export type FilterName = PlainFilter | ArgumentFilter;

export const FILTER_NAMES: readonly FilterName[] = [...Object.keys(PLAIN).filter(isPlain), ...Object.keys(WITH_ARGUMENT).filter(wantsArgument)];

export function isFilterName(word: string): word is FilterName {
  return isPlain(word) || wantsArgument(word);
}

export function wantsArgument(word: string): word is ArgumentFilter {
  return Object.hasOwn(WITH_ARGUMENT, word);
}

export function applyFilter({ name, argument = "" }: FilterCall, text: string): string {
  return isPlain(name) ? PLAIN[name](text) : WITH_ARGUMENT[name](text, argument);
}

function isPlain(word: string): word is PlainFilter {
  return Object.hasOwn(PLAIN, word);
}

function plainLetters(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’`]/g, "");
}
