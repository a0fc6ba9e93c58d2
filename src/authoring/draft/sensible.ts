import type { TemplateField } from "../../subject/fields.ts";

/** A person's step, whatever the form wants: software doesn't hand these over. */
export const PERSONS_STEP: readonly TemplateField[] = ["ssn", "idDocument", "photo"];

const WORTH_SENDING: readonly TemplateField[] = [
  "listing.url", "listing.id", "contact.email", "name", "name.full", "name.first", "name.last", "address.city", "address.state", "address.cityState", "residence.state", "residence.country",
];

/** Ask the page for the least that it takes: beyond what finds the record, only what the form insists on. */
export function isWorthSending(field: TemplateField, isRequired: boolean): boolean {
  return !PERSONS_STEP.includes(field) && (isRequired || WORTH_SENDING.includes(field));
}
