import { parsePhoneNumberFromString } from "libphonenumber-js/min";

const AMERICAN = String.raw`(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]?\d{4}(?!\d)`;
const FOREIGN = String.raw`\+\d[\d\s().-]{5,18}\d`;
const LOCAL = String.raw`\d{3}[\s.-]?\d{4}(?!\d)`;
const NUMBER = new RegExp(`(?<!\\d)(?:${AMERICAN}|${FOREIGN}|${LOCAL})`, "gu");
const MASKED = /\d[\s().-]*[x*•#]{2,}/iu;

/** The numbers in a text in their international form, or as digits where the area is not shown; a masked one is left out. */
export function readPhones(text: string): string[] {
  return MASKED.test(text) ? [] : (text.match(NUMBER) ?? []).flatMap(international);
}

/** What begins with a country and is a number of none is no number. */
function international(text: string): string[] {
  const number = parsePhoneNumberFromString(text, "US");
  if (number?.isPossible() === true) return [number.number];
  return text.startsWith("+") ? [] : [text.replace(/\D/gu, "")];
}
