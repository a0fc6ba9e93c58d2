import { parsePhoneNumberFromString } from "libphonenumber-js/min";

const AMERICAN = String.raw`(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]?\d{4}(?!\d)`;
const FOREIGN = String.raw`\+\d[\d\s().-]{5,18}\d`;
const LOCAL = String.raw`\d{3}[\s.-]?\d{4}(?!\d)`;
const NUMBER = new RegExp(`(?<!\\d)(?:${AMERICAN}|${FOREIGN}|${LOCAL})`, "gu");
/** Most numbers by far, so the tables of all countries are not asked about them. */
const NORTH_AMERICAN = /^1?[2-9]\d{9}$/u;
const MASKED = /\d[\s().-]*[x*•#]{2,}/iu;

/** The numbers in a text in their international form, or as digits where the area is not shown; a masked one is left out. */
export function readPhones(text: string): string[] {
  return MASKED.test(text) ? [] : (text.match(NUMBER) ?? []).flatMap(international);
}

/** What begins with a country and is a number of none is no number. */
function international(text: string): string[] {
  const digits = text.replace(/\D/gu, "");
  if (NORTH_AMERICAN.test(digits) && /^(?:\+1|[^+])/u.test(text)) return [`+1${digits.slice(-10)}`];
  const number = parsePhoneNumberFromString(text, "US");
  if (number?.isPossible() === true) return [number.number];
  return text.startsWith("+") ? [] : [digits];
}
