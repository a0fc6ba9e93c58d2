import { odalys, type Person } from "../../src/lab/people.ts";

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

/** A middle initial as many brokers show it, without its dot. */
export function shownName({ first, middle, last }: Person): string {
  return [first, middle, last].filter((part) => part !== undefined).join(" ");
}
