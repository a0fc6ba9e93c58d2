import type { DisclosedField } from "../../subject/fields.ts";

/** Words of form labels that name a field beyond doubt. The first that fits counts, so the narrower ones come first. */
const WORDS: readonly (readonly [RegExp, DisclosedField])[] = [
  [/\b(date of birth|birth ?date|d\.?o\.?b\.?)(\b|$)/i, "dateOfBirth"],
  [/\b(birth year|year of birth)\b/i, "birthYear"],
  [/\b(ssn|social security)\b/i, "ssn"],
  [/\b(driver'?s licen[cs]e|passport|photo id|id document|identification)\b/i, "idDocument"],
  [/\b(phone|mobile|telephone|cell)/i, "phone"],
  [/\be-?mail/i, "contact.email"],
  [/\b(street|address line|home address|mailing address)/i, "address.street"],
  [/\b(zip|postal code|postcode)/i, "address.zip"],
  [/\b(city|town)\b/i, "address.city"],
  [/\bstate\b/i, "address.state"],
  [/\bage\b/i, "age"],
  [/\b(first|last|full|middle) ?name\b/i, "name"],
];

/** The fields that labels clearly name; a label that names none is shown to the person as it is. */
export function fieldsNamed(labels: readonly string[]): DisclosedField[] {
  return [...new Set(labels.flatMap((label) => WORDS.find(([words]) => words.test(label))?.[1] ?? []))];
}
