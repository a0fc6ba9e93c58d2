/** A place as a lab site shows it. */
export interface Place {
  readonly street?: string;
  readonly city: string;
  readonly state: string;
}

/** The states that lab people live in, as words. */
export const STATE_NAMES: Readonly<Record<string, string>> = { TX: "Texas", MN: "Minnesota", OR: "Oregon" };

/** A person that a lab site lists. All of them are invented. */
export interface Person {
  /** Stands in addresses, so it says nothing about the person. */
  readonly id: string;
  readonly first: string;
  readonly middle?: string;
  readonly last: string;
  readonly age?: number;
  /** Where they live, then where they lived. */
  readonly places: readonly [Place, ...Place[]];
  readonly relatives: readonly string[];
}

/** The demo person as most sites list her: right in name, age, both cities and a relative. */
export function odalys(id: string, differently: Partial<Person> = {}): Person {
  return {
    id,
    first: "Odalys",
    middle: "W",
    last: "Brightwater",
    age: 43,
    places: [
      { city: "Marfa", state: "TX" },
      { city: "Alpine", state: "TX" },
    ],
    relatives: ["Thaddeus Brightwater"],
    ...differently,
  };
}

/** Somebody else altogether, so that no site lists one person only. */
export function neighbour(id: string): Person {
  return { id, first: "Perpetua", last: "Hollingdale", age: 58, places: [{ city: "Terlingua", state: "TX" }], relatives: ["Ambrose Hollingdale"] };
}

export function fullName({ first, middle, last }: Person): string {
  return [first, middle === undefined ? undefined : `${middle}.`, last].filter((part) => part !== undefined).join(" ");
}

export function cityAndState({ city, state }: Place): string {
  return `${city}, ${state}`;
}
