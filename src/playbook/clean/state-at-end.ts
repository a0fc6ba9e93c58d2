import { stateCode } from "../../subject/us-states.ts";

/** Two letters that are words as well: without a comma before them they are a state only in capitals. */
const WORDS = new Set(["as", "in", "or", "me", "hi", "ok", "oh", "de", "la", "pa", "al", "ma", "mo", "id", "co"]);
const ZIP = /[\s,]+(\d{5})(?:-\d{4})?$/u;
const COUNTRY = /[\s,]+(?:usa|u\.s\.a\.|us|u\.s\.|united states(?: of america)?)$/iu;

/** A text that ends in a state and maybe a zip, and what stands before them. */
export interface Ending {
  readonly before: string;
  readonly state: string;
  readonly zip?: string;
}

/** "Austin, TX 78701", "Austin Texas" and "AUSTIN TX" taken apart from behind. */
export function takeState(text: string): Ending | undefined {
  const withoutCountry = stateBefore(text) ? text : text.replace(COUNTRY, "");
  const zip = ZIP.exec(withoutCountry);
  const rest = zip ? withoutCountry.slice(0, zip.index) : withoutCountry;
  const ending = stateBefore(rest);
  return ending && { ...ending, ...(zip?.[1] !== undefined && { zip: zip[1] }) };
}

function stateBefore(text: string): Omit<Ending, "zip"> | undefined {
  const comma = text.lastIndexOf(",");
  const afterComma = comma < 0 ? undefined : codeOf(text.slice(comma + 1));
  return afterComma === undefined ? lastWordsAsState(text) : { before: text.slice(0, comma).trim(), state: afterComma };
}

/** The longest name first: "Charleston West Virginia" lies not in Virginia. */
function lastWordsAsState(text: string): Omit<Ending, "zip"> | undefined {
  const words = text.split(" ");
  for (const count of [3, 2, 1]) {
    const tail = words.slice(-count).join(" ");
    const state = words.length > count && !WORDS.has(tail) ? codeOf(tail) : undefined;
    if (state !== undefined) return { before: words.slice(0, -count).join(" ").replace(/,$/u, ""), state };
  }
  return undefined;
}

function codeOf(text: string): string | undefined {
  return stateCode(text.replace(/\./gu, ""));
}
