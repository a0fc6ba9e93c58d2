import type { PirPart } from "./pir-part.ts";
import { looksInPage, readLocator } from "./selector.ts";

/** One value of a row in our words; a locator alone where that says it all. */
type Wish = string | Readonly<Record<string, unknown>>;

const KEYS: Readonly<Record<string, string>> = {
  name: "name", alternativeNamesList: "aliases", age: "age", addressFull: "address", addressFullList: "addresses", addressCityState: "address", addressCityStateList: "cities",
  phone: "phones", phoneList: "phones", relativesList: "relatives", profileUrl: "url",
};
const LISTS = ["alternativeNamesList", "addressFullList", "addressCityStateList", "phoneList", "relativesList"];
const PLACES = ["addressFull", "addressFullList", "addressCityState", "addressCityStateList"];
/** Their order is not ours: an author reads name, age, places. */
const ORDER = ["name", "aliases", "age", "address", "addresses", "cities", "phones", "relatives", "url", "id"];

export interface ExtractDraft {
  readonly each: string;
  readonly none?: string;
  readonly identity?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How their engine reads rows, as an `extract`, and what is to be said about it. */
export function readExtract(part: PirPart): { draft: ExtractDraft; remarks: string[] } {
  const profile = part.part("profile");
  if (!profile) part.refuse("has no profile: nothing says what a row holds");
  const none = part.has("noResultsSelector") ? readLocator(part, "noResultsSelector") : undefined;
  const { fields, identity, remarks } = profile ? readProfile(profile) : { fields: {}, identity: undefined, remarks: [] };
  const draft = { each: readLocator(part), ...(none !== undefined && { none }), ...(identity !== undefined && { identity }), fields };
  return { draft, remarks: none === undefined && part.has("actionType") ? [...remarks, "Without a sign that nobody was found, an empty page stays inconclusive."] : remarks };
}

interface ProfileDraft {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly identity: string | undefined;
  readonly remarks: string[];
}

function readProfile(profile: PirPart): ProfileDraft {
  const found: Record<string, unknown> = {};
  const extras: Record<string, unknown> = {};
  const remarks: string[] = [];
  let identity: string | undefined;
  for (const key of profile.keys) {
    const part = profile.part(key);
    if (!part) continue;
    const ours = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (ours === "url") ({ identity } = takeUrl(part, found, remarks));
    else if (ours !== undefined) take(found, placeFor(ours, found), readField(part, key, remarks), part);
    else takeExtra(extras, key, part, remarks);
  }
  if (!found["name"]) profile.refuse("has no name: a row without one is nobody's");
  const fields = { ...Object.fromEntries(ORDER.filter((key) => found[key] !== undefined).map((key) => [key, found[key]])), ...(Object.keys(extras).length > 0 && { extras }) };
  return { fields, identity, remarks: [...new Set(remarks)] };
}

/** Where a full address is read already, the town beside it goes to the list of places. */
function placeFor(ours: string, found: Readonly<Record<string, unknown>>): string {
  if (found[ours] === undefined) return ours;
  return ["address", "addresses", "cities"].includes(ours) ? (["address", "addresses", "cities"].find((key) => found[key] === undefined) ?? ours) : ours;
}

function take(found: Record<string, unknown>, key: string, wish: Wish, part: PirPart): void {
  if (found[key] === undefined) found[key] = wish;
  else part.refuse(`would be a second source of ${key}, and a playbook reads one`, { hint: "join the selectors" });
}

function takeExtra(extras: Record<string, unknown>, key: string, part: PirPart, remarks: string[]): void {
  if (key === "extras") part.refuse('"extras" is a reserved name in their format');
  else if (!/^[a-z][A-Za-z0-9]{0,30}$/.test(key)) part.refuse(`"${key.slice(0, 40)}" can't be the name of an extra`, { hint: "small letter first, then letters and digits" });
  else extras[key] = readField(part, key, remarks);
}

function readField(part: PirPart, key: string, remarks: string[]): Wish {
  const isPlace = PLACES.includes(key);
  part.knows("selector", "findElements", "attribute", "afterText", "beforeText", "separator", ...(isPlace ? ["city", "state"] : []));
  const [city, state] = isPlace ? [part.part("city"), part.part("state")] : [];
  if (city) return { city: readField(city, "city", remarks), ...(state && { state: readField(state, "state", remarks) }) };
  if (state) part.refuse("has a state without a city");
  return wishFor(part, LISTS.includes(key), remarks);
}

function wishFor(part: PirPart, isList: boolean, remarks: string[]): Wish {
  const at = whereOf(part);
  const after = markOf(part, "afterText");
  const before = markOf(part, "beforeText");
  const split = isList ? markOf(part, "separator") : undefined;
  const attribute = part.text("attribute");
  if (typeof after === "string") remarks.push("`after` keeps all that follows; their engine stops where the same words come again.");
  const wish = {
    ...at,
    ...(part.flag("findElements") && { all: true }),
    ...(attribute !== undefined && { attribute }),
    ...(after !== undefined && { after, orWhole: true }),
    ...(before !== undefined && { before }),
    ...(split !== undefined && { split }),
  };
  const [only] = Object.keys(wish).length === 1 ? Object.values(wish) : [];
  return typeof only === "string" && "at" in wish ? only : wish;
}

/** Nothing: the row itself, which is what an empty selector and "." mean there. */
function whereOf(part: PirPart): { at?: string; from?: "page" } {
  const text = part.text("selector")?.trim() ?? "";
  if (text === "" || text === ".") return {};
  const at = readLocator(part);
  return looksInPage(at) ? { at, from: "page" } : { at };
}

/** `/re/i` is a pattern; anything else is taken as it is. */
function markOf(part: PirPart, key: string): string | { pattern: string } | undefined {
  const text = part.text(key);
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(text ?? "") ?? [];
  if (source === undefined) return text === "" ? undefined : text;
  return { pattern: flags?.includes("i") ? `(?i)${source}` : source };
}

const IDENTIFIERS = ["param", "path", "hash"];

function takeUrl(part: PirPart, found: Record<string, unknown>, remarks: string[]): { identity: string | undefined } {
  part.knows("selector", "findElements", "attribute", "afterText", "beforeText", "source", "identifier", "identifierType");
  const type = part.text("identifierType");
  if (type !== undefined && !IDENTIFIERS.includes(type)) part.refuse(`unknown identifierType "${type}"`, { key: "identifierType", hint: IDENTIFIERS.join(", ") });
  const source = part.text("source");
  if (source !== undefined && source !== "pageUrl") part.refuse(`unknown source "${source}"`, { key: "source", hint: "pageUrl" });
  if (source === "pageUrl") found["url"] = { from: "page" };
  else if (part.has("selector")) found["url"] = wishFor(part, false, remarks);
  else if (type !== "hash") found["url"] = { attribute: "href" };
  if (type === "hash") {
    remarks.push("Known by name and town: their hash of everything changes with an age or a relative.");
    return { identity: "nameAndCity" };
  }
  return { identity: takeId(part, { type, url: found["url"] }, found, remarks) };
}

function takeId(part: PirPart, { type, url }: { type: string | undefined; url: unknown }, found: Record<string, unknown>, remarks: string[]): string | undefined {
  const wish = typeof url === "string" ? { at: url } : url;
  if (typeof wish !== "object" || wish === null || type === undefined) return undefined;
  if (type === "param") {
    found["id"] = { ...wish, part: { query: part.needText("identifier") } };
    return undefined;
  }
  const segment = idSegment(part.text("identifier") ?? "");
  if (segment === undefined) return "url";
  found["id"] = { ...wish, part: { segment } };
  remarks.push("The id in the path is what the recipe asks for; their engine takes the whole address instead.");
  return undefined;
}

/** Where `${id}` stands by itself in the path of the pattern, counted from the end. */
function idSegment(pattern: string): number | undefined {
  const path = pattern.split(/[?#]/, 1)[0] ?? "";
  const segments = path.replace(/^https?:\/\/[^/]*/i, "").split("/").filter((segment) => segment !== "");
  const place = segments.indexOf("${id}");
  return place === -1 ? undefined : place - segments.length;
}

/** Whether a row is chosen by what the scan reads it by; order and extras don't count. */
export function isSameExtract(draft: ExtractDraft, scan: { readonly each: unknown; readonly fields: unknown } | undefined): boolean {
  return scan !== undefined && draft.each === scan.each && JSON.stringify(draft.fields) === JSON.stringify(scan.fields);
}

