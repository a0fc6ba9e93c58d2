import { STATE_NAMES, cityAndState, type Person, type Place } from "../../../src/lab/people.ts";
import { shownName } from "../people.ts";

/** What stands in a hole of a description: `{name}`, `{earlier}`. */
export type Listed = ReadonlyMap<string, string | readonly string[]>;

const HOLE = /\{([a-z]+)(?:\|([a-z]+))?\}/g;

/** How a site may write a value. A tool of the tests' own: a slip in the product's filters must show here. */
const FILTERS: Readonly<Record<string, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  /** The state in words. */
  spelled: (text) => STATE_NAMES[text] ?? text,
  /** The state in words, as addresses have it. */
  path: (text) => (STATE_NAMES[text] ?? text).toLowerCase(),
  /** "Alpine TX" */
  bare: (text) => text.replaceAll(",", ""),
};

/** What a site knows of somebody whom it lists, with one of their places in the holes for a city and a state. */
export function listed(person: Person, address: string, place: Place = person.places[0]): Listed {
  const [home, ...earlier] = person.places;
  const known = new Map<string, string | readonly string[]>([
    ["id", person.id],
    ["name", shownName(person)],
    ["first", person.first],
    ["middle", person.middle ?? ""],
    ["last", person.last],
    ["age", String(person.age ?? "")],
    ["city", place.city],
    ["state", place.state],
    ["home", cityAndState(home)],
    ["earlier", earlier.map(cityAndState)],
    ["places", person.places.map(cityAndState)],
    ["relatives", person.relatives],
    ["aliases", aliasesOf(person)],
    ["phones", phonesOf(person)],
  ]);
  return known.set("url", filled(address, known));
}

/** Where its listings stand, on its own host or another. */
export function recordOf({ host, record }: { readonly host: string; readonly record: string }): string {
  return record.startsWith("/") ? `https://${host}${record}` : record;
}

function aliasesOf({ first, last }: Person): readonly string[] {
  return [`${first.slice(0, 1)} ${last}`];
}

/** Numbers that nobody has; the person's own is the one of her profile. */
function phonesOf({ age = 0 }: Person): readonly string[] {
  return [age === 43 ? "(432) 555-0147" : "(218) 555-0190"];
}

/** A text with its holes filled; a list is written with commas between. */
export function filled(text: string, from: Listed): string {
  return text.replace(HOLE, (hole, name: string, filter?: string) => {
    const value = from.get(name);
    if (value === undefined) throw new Error(`a description asks for ${hole}, which a site knows nothing of`);
    const items = typeof value === "string" ? [value] : value;
    return items.map((item) => filterNamed(filter)(item)).join(", ");
  });
}

/** Whether a text is what a template says with these values in it; `*` stands for anything that isn't nothing. */
export function fits(text: string, template: string, from: Listed): boolean {
  const words = filled(template, from).split("*").map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`^${words.join(".+")}$`, "s").test(text);
}

export function holesIn(text: string): readonly string[] {
  return [...text.matchAll(HOLE)].map(([, name = ""]) => name);
}

function filterNamed(name: string | undefined): (text: string) => string {
  if (name === undefined) return (text) => text;
  const filter = FILTERS[name];
  if (!filter) throw new Error(`there is no filter "${name}": ${Object.keys(FILTERS).join(", ")}`);
  return filter;
}
