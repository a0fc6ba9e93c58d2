import type { ExtractKey } from "../../catalog/step.ts";
import type { ListingDetails, ShownAddress } from "../../subject/listing-details.ts";
import type { RawRow } from "../raw-row.ts";
import { readAddresses, readCities } from "./address.ts";
import { readAge, readYear } from "./age.ts";
import { untilSettled, withoutLabels } from "./labels.ts";
import { readLink } from "./link.ts";
import { pieces } from "./pieces.ts";
import { readPhones } from "./phone.ts";
import { visibleText } from "./text.ts";

const MAX_NAME = 120;
const MAX_ID = 200;
const MAX_EXTRA = 500;
const MAX_ITEMS = 100;
const MAX_EXTRAS = 50;

/** What a row shows, cleaned but not corrected; nothing for a row without a name. */
export function cleanRow(raw: RawRow): ListingDetails | undefined {
  const texts = (key: ExtractKey) => raw.fields[key] ?? [];
  const name = firstOf(texts("name"), readName);
  if (name === undefined) return undefined;
  const url = firstOf(texts("url"), (text) => readLink(text, raw.pageUrl));
  const id = firstOf(texts("id"), (text) => withoutLabels(visibleText(text, MAX_ID)));
  return {
    name,
    aliases: distinct(pieces(texts("aliases")).map(readName)).filter((alias) => alias !== name),
    ...ageOf(texts("age"), texts("birthYear")),
    addresses: addressesOf(texts),
    phones: distinct(pieces(texts("phones")).flatMap(readPhones)),
    relatives: distinct(pieces(texts("relatives")).map(readRelative)),
    ...(url !== undefined && { url }),
    ...(id !== undefined && { id }),
    extras: extrasOf(raw.extras),
  };
}

/** "Jane Roe, 42" is a name and an age that was read with it. */
function readName(text: string): string {
  const value = untilSettled(withoutLabels(visibleText(text, MAX_NAME)), (rest) => withoutLabels(rest.replace(/[\s,(]+(?:age:?\s*)?\d{1,3}\+?\)?$/iu, "")));
  return /\p{L}/u.test(value) ? value : "";
}

/** Cut at the first comma, where an age or the next one begins; "(mother)" is no part of her name. */
function readRelative(text: string): string {
  return readName(untilSettled(text.split(",", 1)[0] ?? "", (rest) => rest.replace(/\s*\([^()]*\)\s*$/u, "")));
}

function ageOf(ages: readonly string[], years: readonly string[]): Pick<ListingDetails, "age" | "ageFloor" | "birthYear"> {
  const age = ages.slice(0, MAX_ITEMS).map((text) => readAge(visibleText(text, MAX_EXTRA))).find((read) => Object.keys(read).length > 0);
  const year = years.slice(0, MAX_ITEMS).map((text) => readYear(visibleText(text, MAX_EXTRA))).find((read) => read.birthYear !== undefined);
  return { ...age, ...year };
}

function addressesOf(texts: (key: ExtractKey) => readonly string[]): ShownAddress[] {
  const known = [...readAddresses(pieces([...texts("address"), ...texts("addresses")])), ...readCities(pieces(texts("cities")))];
  return distinctBy(known, ({ street, city, state, zip }) => JSON.stringify([street, city, state, zip]).toLowerCase());
}

function extrasOf(extras: RawRow["extras"]): Record<string, string> {
  const entries = Object.entries(extras).slice(0, MAX_EXTRAS);
  return Object.fromEntries(entries.map(([key, text]) => [key, visibleText(text, MAX_EXTRA)] as const).filter(([, text]) => text !== ""));
}

function firstOf(texts: readonly string[], read: (text: string) => string | undefined): string | undefined {
  return texts.slice(0, MAX_ITEMS).map(read).find((value) => value !== undefined && value !== "");
}

function distinct(texts: readonly string[]): string[] {
  return distinctBy(texts.filter((text) => text !== ""), (text) => text.toLowerCase());
}

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) {
    if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  }
  return [...first.values()].slice(0, MAX_ITEMS);
}
