import { didYouMean } from "../../base/nearest.ts";
import type { TemplateField } from "../../subject/fields.ts";
import type { PirPart } from "./pir-part.ts";

/** What their words for a person's fields are in ours. */
export const FIELDS: Readonly<Record<string, TemplateField>> = {
  firstName: "name.first",
  middleName: "name.middle",
  lastName: "name.last",
  fullName: "name.full",
  suffix: "name.suffix",
  street: "address.street",
  city: "address.city",
  state: "address.state",
  zip: "address.zip",
  zipCode: "address.zip",
  cityState: "address.cityState",
  age: "age",
  birthYear: "birthYear",
  phone: "phone",
  email: "contact.email",
  profileUrl: "listing.url",
  id: "listing.id",
};

const FILTERS: Readonly<Record<string, string>> = { hyphenated: "hyphenated", snakecase: "snake", capitalize: "capitalize", downcase: "lower", upcase: "upper", stateFull: "stateName" };
const WITH_WORD: Readonly<Record<string, string>> = { replaceWhitespace: "spaces", defaultIfEmpty: "default" };
const KNOWN = [...Object.keys(FILTERS), ...Object.keys(WITH_WORD), "ageRange"];
/** What their engine does to a value before anything that is asked for. */
const FIRST: Readonly<Record<string, string>> = { firstName: "capitalize", lastName: "capitalize", city: "capitalize", state: "lower" };
/** What a search may lack: it must not fail for an age that is not sent. */
const SPARSE = ["age", "birthYear", "zip", "zipCode", "street", "phone"];
const CASES = ["lower", "upper", "capitalize", "stateName"];

/** `${city|hyphenated|downcase}` as `{{address.city | hyphenated | lower}}`. */
export function readAddress(action: PirPart, key: string): string {
  const url = action.needText(key).trim().replace(/^http:\/\//i, "https://");
  return url.replace(/\$\{([^{}]*)\}/g, (_whole, hole: string, at: number) => translate(hole, { action, key, isInQuery: url.slice(0, at).includes("?") }));
}

interface Place {
  readonly action: PirPart;
  readonly key: string;
  readonly isInQuery: boolean;
}

function translate(hole: string, place: Place): string {
  const [key = "", ...transforms] = hole.split("|").map((word) => word.trim());
  const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
  if (!field) place.action.refuse(`unknown field "\${${key}}"`, { key: place.key, hint: didYouMean(key, Object.keys(FIELDS)) });
  const asked = transforms.flatMap((transform) => filterFor(transform, place));
  const first = FIRST[key];
  const all = first === undefined || asked.some((filter) => CASES.includes(filter)) ? asked : [first, ...asked];
  return `{{${[field ?? key, ...all, ...withoutAge(key, all)].join(" | ")}}}`;
}

/** The policy decides what is sent; their engine leaves out what it lacks, too. */
function withoutAge(key: string, filters: readonly string[]): string[] {
  return isSparse(key) && !filters.some((filter) => filter.startsWith("default:")) ? ["default:"] : [];
}

export function isSparse(key: string): boolean {
  return SPARSE.includes(key);
}

function filterFor(transform: string, { action, key }: Place): string[] {
  const [name = "", ...rest] = transform.split(":");
  const word = rest.join(":");
  if (Object.hasOwn(FILTERS, name)) return [FILTERS[name] ?? name];
  if (Object.hasOwn(WITH_WORD, name)) return [`${WITH_WORD[name] ?? name}:${word}`];
  if (name === "ageRange") return ageRange(action);
  action.refuse(`unknown transform "${name}", which their engine would pass over in silence`, { key, hint: didYouMean(name, KNOWN) });
  return [];
}

/** "81+" holds an age of 85, though their engine reads it as no number. */
function ageRange(action: PirPart): string[] {
  const ranges = action.texts("ageRange");
  if (ranges.length === 0) action.refuse("the transform ageRange has no list of ranges", { hint: 'add "ageRange": ["18-30", …] to the action' });
  return ranges.length === 0 ? [] : [`ageRange:${ranges.map((range) => range.trim()).join(",")}`];
}
