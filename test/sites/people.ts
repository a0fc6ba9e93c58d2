import { STATE_NAMES, odalys, type Person } from "../../src/lab/people.ts";

/** Same name, same town, and somebody else: another age, another family. Sites list her first. */
export function namesake(id: string): Person {
  return {
    id,
    first: "Odalys",
    last: "Brightwater",
    age: 71,
    places: [
      { city: "Marfa", state: "TX" },
      { city: "Duluth", state: "MN" },
    ],
    relatives: ["Corwin Brightwater"],
  };
}

/** Two of one name, the stranger first. */
export function pair(ids: { readonly own: string; readonly other: string }): readonly Person[] {
  return [namesake(ids.other), odalys(ids.own)];
}

export interface Wanted {
  readonly name: string;
  readonly city: string;
  readonly state: string;
}

/** Who answers to a search, whatever the site makes of letters, hyphens and middle names. */
export function search(people: readonly Person[], wanted: Wanted): readonly Person[] {
  return people.filter((person) => hasName(person, wanted.name) && person.places.some((place) => isIn(place, wanted)));
}

function hasName({ first, last }: Person, name: string): boolean {
  const words = plain(name).split(" ");
  return words.at(0) === plain(first) && words.at(-1) === plain(last);
}

function isIn(place: Person["places"][0], { city, state }: Wanted): boolean {
  return plain(place.city) === plain(city) && [place.state, STATE_NAMES[place.state] ?? ""].map(plain).includes(plain(state));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
}

/** A middle initial as many brokers show it, without its dot. */
export function shownName({ first, middle, last }: Person): string {
  return [first, middle, last].filter((part) => part !== undefined).join(" ");
}
