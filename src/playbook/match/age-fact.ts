import type { ListingDetails } from "../../subject/listing-details.ts";
import { AGREES, CONTRADICTS, DIFFERS, MISSING, SILENT, type Says } from "./decide.ts";

/** Listings are seldom refreshed: an age may be two years behind. Ahead it is by a year at most, which is a birthday misjudged. */
const STALE_YEARS = 2;
const AHEAD_YEARS = 1;
const BIRTH_YEAR_SLIP = 1;
/** Beyond this it is another person, whatever else agrees. */
const FAR_YEARS = 3;
/** "18+" says nothing of anybody; "80+" does. */
const TELLING_FLOOR = 60;

type ShownAge = Pick<ListingDetails, "age" | "ageFloor" | "birthYear">;

export function ageFact(shown: ShownAge, birthYear: number | null | undefined, now: Date): Says {
  if (shown.age === undefined && shown.birthYear === undefined) return birthYear == null ? SILENT : MISSING;
  if (birthYear == null) return MISSING;
  const said = [birthYearSays(shown.birthYear, birthYear), ageSays(shown, now.getUTCFullYear() - birthYear)];
  return [CONTRADICTS, DIFFERS, AGREES].find((says) => said.includes(says)) ?? MISSING;
}

function birthYearSays(shown: number | undefined, birthYear: number): Says {
  if (shown === undefined) return SILENT;
  return graded(Math.abs(shown - birthYear) - BIRTH_YEAR_SLIP, Math.abs(shown - birthYear));
}

/** `oldest` is the age reached in this year; before the birthday it is one less. */
function ageSays({ age, ageFloor }: ShownAge, oldest: number): Says {
  if (age === undefined) return SILENT;
  const behind = Math.max(0, oldest - 1 - age);
  const ahead = Math.max(0, age - oldest);
  if (ageFloor !== true) return graded(Math.max(behind - STALE_YEARS, ahead - AHEAD_YEARS), Math.max(behind, ahead));
  if (ahead > AHEAD_YEARS) return graded(ahead - AHEAD_YEARS, ahead);
  return age >= TELLING_FLOOR ? AGREES : MISSING;
}

function graded(beyondTolerance: number, years: number): Says {
  if (beyondTolerance <= 0) return AGREES;
  return years > FAR_YEARS ? CONTRADICTS : DIFFERS;
}
