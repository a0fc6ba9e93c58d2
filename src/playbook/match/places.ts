import { stateCode } from "../../subject/us-states.ts";
import { fold, foldWords } from "./fold.ts";

const CITY_WORDS: Readonly<Record<string, string>> = { saint: "st", sainte: "ste", fort: "ft", mount: "mt" };
const CITY_NAMES: Readonly<Record<string, string>> = { newyorkcity: "newyork", nyc: "newyork" };

/** "Saint Louis" and "ST. LOUIS" as one. */
export function cityKey(city: string): string {
  const key = foldWords(city).map((word) => lookUp(CITY_WORDS, word)).join("");
  return lookUp(CITY_NAMES, key);
}

/** A state written either way as its code, or nothing. */
export function stateKey(state: string | null | undefined): string | undefined {
  return state == null ? undefined : stateCode(state);
}

/** Kinds and directions of streets, each in its short form (USPS Publication 28, appendices B and C1). */
const STREET_WORDS: Readonly<Record<string, string>> = {
  street: "st", str: "st", avenue: "ave", av: "ave", boulevard: "blvd", drive: "dr", lane: "ln", road: "rd", court: "ct", place: "pl",
  circle: "cir", terrace: "ter", parkway: "pkwy", highway: "hwy", trail: "trl", square: "sq", plaza: "plz", saint: "st", mount: "mt",
  north: "n", south: "s", east: "e", west: "w", northeast: "ne", northwest: "nw", southeast: "se", southwest: "sw",
};
const SIDE_WORDS = new Set(Object.values(STREET_WORDS));
const UNIT = /[,\s]\s*(?:(?:apt|apartment|unit|ste|suite|bldg|building|fl|floor|rm|room|lot|trlr)\b|#).*$/iu;

export interface Street {
  /** House number and name. */
  readonly core: string;
  /** Kind and direction, which are often left out. */
  readonly side: readonly string[];
}

/** House number and street without the flat; nothing without a number. */
export function readStreet(street: string | null | undefined): Street | undefined {
  const words = foldWords((street ?? "").slice(0, 200).replace(UNIT, "")).map((word) => lookUp(STREET_WORDS, word));
  if (words.length < 2 || !/^\d/u.test(words[0] ?? "")) return undefined;
  return { core: words.filter((word) => !SIDE_WORDS.has(word)).join(" "), side: words.filter((word) => SIDE_WORDS.has(word)) };
}

/** "12 Elm Street, Apt 4", "12 ELM ST." and "12 Elm" are one; "12 Elm St" and "12 Elm Ave" are two. */
export function isSameStreet(a: Street, b: Street): boolean {
  const [fewer, more] = a.side.length <= b.side.length ? [a, b] : [b, a];
  return a.core === b.core && fewer.side.every((word) => more.side.includes(word));
}

export function zipKey(zip: string | null | undefined): string | undefined {
  return /^\d{5}/u.exec(zip ?? "")?.[0];
}

/** The last ten digits, which is a US number with or without its country. */
export function phoneKey(phone: string): string | undefined {
  const digits = fold(phone).replace(/\D/gu, "");
  return digits.length >= 10 ? digits.slice(-10) : undefined;
}

function lookUp(table: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(table, word) ? (table[word] ?? word) : word;
}
