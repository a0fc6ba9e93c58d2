import type { Person } from "../../src/lab/people.ts";
import type { ListingDetails } from "../../src/subject/listing-details.ts";
import type { Description } from "../sites/generator/description.ts";
import { holesIn, listed, recordOf } from "../sites/generator/listed.ts";
import type { OutlineNode } from "../sites/generator/outline.ts";

/** What a row says of somebody, as a list of plain words: what the site shows and what was read of it are compared by it. */
export type RowFacts = Readonly<Record<"name" | "age" | "places" | "relatives" | "aliases" | "phones" | "url", readonly string[]>>;

/** By the holes of its first row: what does not stand there can't be read. */
export function factsShown(description: Description, person: Person): RowFacts {
  const holes = new Set(holesOf(Object.values(description.pages).find(({ row }) => row)?.row ?? []));
  const from = listed(person, recordOf(description));
  const all = (...names: string[]): string[] => [...new Set(names.filter((name) => holes.has(name)).flatMap((name) => from.get(name) ?? []))].sort();
  return { name: all("name"), age: all("age"), places: all("home", "earlier", "places").map(place).sort(), relatives: all("relatives"), aliases: all("aliases"), phones: all("phones").map(digits), url: all("url") };
}

export function factsRead({ name, age, addresses, relatives, aliases, phones, url }: ListingDetails): RowFacts {
  return {
    name: [name],
    age: age === undefined ? [] : [String(age)],
    places: addresses.map(({ city, state }) => place(`${city}, ${state ?? "?"}`)).sort(),
    relatives: relatives.toSorted(),
    aliases: aliases.toSorted(),
    phones: phones.map(digits).sort(),
    url: url === undefined ? [] : [url],
  };
}

function holesOf(nodes: readonly OutlineNode[]): string[] {
  return nodes.flatMap((node) => {
    if ("slot" in node) return [];
    if ("text" in node) return [...holesIn(node.text)];
    return [...(node.repeats === undefined ? [] : [node.repeats]), ...node.attributes.flatMap(([, value]) => holesIn(value)), ...holesOf(node.children)];
  });
}

/** Some sites write their towns in capitals. */
function place(text: string): string {
  return text.toLowerCase();
}

/** With the country's code or without. */
function digits(phone: string): string {
  return phone.replace(/\D/g, "").slice(-10);
}
