import type { ShownAddress } from "../../subject/listing-details.ts";
import { stateCode } from "../../subject/us-states.ts";
import { takeState } from "./state-at-end.ts";

const STREET_KINDS = "st|street|ave|avenue|av|blvd|boulevard|dr|drive|ln|lane|rd|road|ct|court|pl|place|cir|circle|ter|terrace|pkwy|parkway|hwy|highway|trl|trail|way|loop|run|sq|square|pike|path|row|walk|xing|crossing";
/** House number, name, kind of street, maybe a direction and a flat; what is left is the city. */
const UNPARTED = new RegExp(
  `^(\\d\\S{0,8}(?: \\S{1,30}){1,5}? (?:${STREET_KINDS})\\.?(?: (?:n|s|e|w|ne|nw|se|sw)\\b\\.?)?(?: (?:(?:apt|unit|ste|suite|lot|fl)\\.? ?\\S{1,8}|# ?\\S{1,8}))?) (\\D{2,60})$`,
  "iu",
);
const CITY = /^[\p{L}\p{M}][\p{L}\p{M}\p{N} .'’-]{0,59}$/u;
const STREET = /^(?:\d+\S* \S|p\.? ?o\.? box )/iu;
const MAX_STREET = 120;
const LONE_CITY = /^\p{Lu}[\p{L}\p{M} .'’-]{1,39}$/u;
const COUNTY = /\b(?:county|parish|borough)$/iu;

/** Addresses in the order shown; one set on two lines, "12 Elm St" above "Austin, TX 78701", is mended. */
export function readAddresses(pieces: readonly string[]): ShownAddress[] {
  const read: ShownAddress[] = [];
  let street: string | undefined;
  for (const piece of withStates(pieces.flatMap(partList))) {
    const address = readAddress(piece);
    if (address) read.push(street === undefined ? address : { street, ...address });
    street = !address && isStreet(piece) ? commasSet(withoutAsides(piece)) : undefined;
  }
  return read;
}

function isStreet(text: string): boolean {
  return text.length <= MAX_STREET && STREET.test(text);
}

function withoutAsides(text: string): string {
  return text.replace(/\([^()]*\)/gu, " ").replace(/\s+/gu, " ");
}

function commasSet(text: string): string {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "").join(", ");
}

/** A list of cities, which may stand without their states: that is little, but what the broker shows. */
export function readCities(pieces: readonly string[]): ShownAddress[] {
  return withStates(pieces.flatMap(partList)).flatMap((piece) => readAddress(piece) ?? (isLoneCity(piece) ? { city: piece } : []));
}

/** "12 Elm St, Austin, TX 78701" or "Austin Texas"; nothing where no city with a state is found. */
export function readAddress(text: string): ShownAddress | undefined {
  const ending = takeState(withoutAsides(text.replace(/^.*\bresides in\b:?/iu, "")).replace(/^\s+|[\s,]+$/gu, ""));
  if (!ending) return undefined;
  const { before, ...place } = ending;
  const { street, city } = partStreet(before);
  return CITY.test(city) ? { ...(isStreet(street) && { street }), city, ...place } : undefined;
}

/** A list that was parted at its commas has torn "Austin, TX" in two. A state's name may be a city's, its code may not. */
function withStates(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const city = joined.at(-1);
    const isState = /^[A-Z]{2}(?: \d{5}(?:-\d{4})?)?$/u.test(piece) && stateCode(piece.slice(0, 2)) !== undefined;
    if (isState && city !== undefined && readAddress(city) === undefined && isLoneCity(city)) joined[joined.length - 1] = `${city}, ${piece}`;
    else joined.push(piece);
  }
  return joined;
}

function isLoneCity(text: string): boolean {
  return LONE_CITY.test(text) && text.split(" ").length <= 4 && !/^[A-Z]{2}$/u.test(text);
}

/** "Austin, TX, Dallas, TX" in one text. */
function partList(text: string): string[] {
  return text.split(/(?<=, ?[A-Z]{2}(?: \d{5})?),? (?!US\b|USA\b|U\.S|United)(?=\p{Lu}\p{L})/u);
}

function partStreet(before: string): { street: string; city: string } {
  const parts = commasSet(before).split(", ");
  while (parts.length > 1 && COUNTY.test(parts.at(-1) ?? "")) parts.pop();
  const [city = "", ...streets] = parts.reverse();
  if (streets.length > 0) return { street: streets.reverse().join(", "), city };
  const [, street, town] = UNPARTED.exec(city) ?? [];
  return street !== undefined && town !== undefined ? { street, city: town.trim() } : { street: "", city };
}
