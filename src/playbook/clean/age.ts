import type { ListingDetails } from "../../subject/listing-details.ts";

type Age = Pick<ListingDetails, "age" | "ageFloor" | "birthYear">;

const MAX_AGE = 125;
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/u;
/** "40-49" is no age: either end would be wrong for most. */
const RANGE = /\d{1,3}\s?[-–]\s?\d{1,3}(?!\d)/u;

/** An age beside a year of birth, and no day of the month. */
const SAID_AGE = /\bage\D{0,3}\d{1,3}(?!\d)|\(\d{1,3}\)|(?<!\d)\d{1,3} ?(?:years|yrs)\b/iu;

/** "42 years old" is 42, "80+" an open range, "born 1984" a year of birth. */
export function readAge(text: string): Age {
  const year = readYear(text);
  const said = year.birthYear === undefined ? text : (SAID_AGE.exec(text)?.[0] ?? "");
  return { ...year, ...readYears(said) };
}

function readYears(text: string): Pick<Age, "age" | "ageFloor"> {
  const [, digits = "", open] = /(\d+)\s*(\+|(?:or|and) (?:older|over))?/iu.exec(text) ?? [];
  const age = Number(digits);
  if (digits === "" || digits.length > 3 || age < 1 || age > MAX_AGE || RANGE.test(text)) return {};
  return open === undefined ? { age } : { age, ageFloor: true };
}

export function readYear(text: string): Pick<Age, "birthYear"> {
  const year = YEAR.exec(text)?.[0];
  return year === undefined ? {} : { birthYear: Number(year) };
}
