import type { Random } from "../../../src/base/random.ts";

/** People for the labelled pairs. Knows nothing of the matcher: no table, no normaliser of it is imported here. */
export interface Human {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly formerLast?: string;
  readonly suffix?: string;
  readonly birthYear: number;
  readonly homes: readonly Home[];
  readonly phones: readonly string[];
  readonly relatives: readonly string[];
}

export interface Home {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

const FIRSTS = "Robert William James Elizabeth Katherine Margaret José Zoë Aaron Erin Jane Maria Thomas Samantha Christopher Daniel Deborah Patricia Anthony Susan Edward Richard Jennifer Michael Joanna Alice Luis Chloé Wei Priya".split(" ");
const MIDDLES = "Quinn Marie Lee Ann Grace Louis Paul Rose Jean Allen Renée Scott Hope Dale Faith Ray".split(" ");
const LASTS = ["Smith", "Roe", "Johnson", "O'Brien", "García", "Garcia-Lopez", "de la Cruz", "Van Dyke", "Müller", "D'Angelo", "Nguyen", "Smith-Jones", "McDonald", "St. John", "Goldsmith", "Klinesmith", "Lee", "Núñez", "Brown", "Okafor"];
const STREETS = ["Elm St", "Oak Ave", "Pine Rd", "Maple Dr", "Cedar Ln", "5th Ave", "N Lake Blvd", "Sunset Ct", "River Rd", "Hill Pl"];
const TOWNS = ["Austin TX", "Dallas TX", "Waco TX", "Houston TX", "El Paso TX", "Plano TX", "St. Louis MO", "Columbia MO", "Fort Worth TX", "Denver CO", "Boulder CO", "Reno NV", "Miami FL", "Tampa FL", "Mount Vernon NY", "New York NY"];

/** Short forms from a phone book rather than from the product. */
export const SHORT: Readonly<Record<string, readonly string[]>> = {
  Robert: ["Bob", "Rob", "Bobby"], William: ["Bill", "Will"], James: ["Jim", "Jimmy"], Elizabeth: ["Liz", "Beth", "Betty"], Katherine: ["Kate", "Kathy"],
  Margaret: ["Peggy", "Maggie"], Thomas: ["Tom"], Samantha: ["Sam"], Christopher: ["Chris"], Daniel: ["Dan"], Deborah: ["Debbie"], Patricia: ["Pat", "Trish"],
  Anthony: ["Tony"], Susan: ["Sue"], Edward: ["Ed", "Ted"], Richard: ["Rick", "Dick"], Jennifer: ["Jen"], Michael: ["Mike"], Joanna: ["Jo"], Alice: ["Ali"],
};

export class Dice {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  chance(share: number): boolean {
    return this.#random.next() < share;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#random.next() * (most - least + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)]!;
  }
}

export function someone(dice: Dice): Human {
  const last = dice.pick(LASTS);
  return {
    first: dice.pick(FIRSTS),
    middle: dice.pick(MIDDLES),
    last,
    ...(dice.chance(0.15) && { formerLast: dice.pick(LASTS.filter((other) => other !== last)) }),
    ...(dice.chance(0.08) && { suffix: dice.pick(["Jr", "Sr", "III"]) }),
    birthYear: dice.between(1936, 2006),
    homes: Array.from({ length: dice.between(1, 4) }, () => home(dice)),
    phones: [phone(dice), phone(dice)],
    relatives: Array.from({ length: dice.between(1, 4) }, () => `${dice.pick(FIRSTS)} ${last}`),
  };
}

export function home(dice: Dice): Home {
  const [, city = "", state = ""] = /^(.+) (..)$/u.exec(dice.pick(TOWNS)) ?? [];
  return { street: `${dice.between(1, 9999)} ${dice.pick(STREETS)}`, city, state, zip: String(dice.between(10_000, 99_999)) };
}

export function phone(dice: Dice): string {
  return `+1${dice.between(201, 989)}${dice.between(200, 999)}${dice.between(1000, 9999)}`;
}

/** Somebody else who is easily taken for them. */
export function lookalike(of: Human, dice: Dice): Human {
  const stranger = someone(dice);
  // Namesakes of the same town, and children with a parent's name, are rare among all the rows that a search returns.
  const rare = dice.pick(["neighbour", "parent"] as const);
  const kind = dice.chance(0.1) ? rare : dice.pick(["namesake", "namesake", "sibling", "spouse", "surname", "given", "stranger"] as const);
  switch (kind) {
    case "namesake":
      return { ...stranger, first: of.first, last: of.last };
    case "neighbour": // a namesake of the same town
      return { ...stranger, first: of.first, last: of.last, homes: [{ ...home(dice), city: of.homes[0]!.city, state: of.homes[0]!.state }] };
    case "sibling":
      return { ...of, first: other(FIRSTS, of.first, dice), middle: dice.pick(MIDDLES), birthYear: of.birthYear + dice.between(-4, 4) };
    case "spouse":
      return { ...stranger, first: other(FIRSTS, of.first, dice), last: of.last, homes: of.homes, phones: of.phones, birthYear: of.birthYear + dice.between(-5, 5) };
    case "parent": // lives there too and has the same name
      return { ...of, suffix: "Sr", birthYear: of.birthYear - dice.between(18, 38), middle: dice.chance(0.5) ? of.middle : dice.pick(MIDDLES) };
    case "surname":
      return { ...of, last: longerName(of.last, dice), formerLast: dice.pick(["Poe", "Ames"]), relatives: [] };
    case "given":
      return { ...of, first: other(FIRSTS, of.first, dice), birthYear: of.birthYear + dice.between(-1, 1) };
    case "stranger":
      return stranger;
  }
}

/** Another surname that holds this one. */
function longerName(last: string, dice: Dice): string {
  const root = last.replaceAll(/[^\p{L}]/gu, "");
  return dice.pick([`${root}son`, `Klein${root.toLowerCase()}`, `Mc${root}`, other(LASTS, last, dice)]);
}

function other(names: readonly string[], but: string, dice: Dice): string {
  return dice.pick(names.filter((name) => name.slice(0, 2) !== but.slice(0, 2) && !name.includes(but) && !but.includes(name)));
}
