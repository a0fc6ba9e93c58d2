/**
 * The words for what a person may hand over. A template names a `TemplateField` (`{{name.first}}`); disclosure is decided
 * and recorded per `DisclosedField`, by name and never by value.
 */
export const DISCLOSED_FIELDS = [
  "name",
  "address.street",
  "address.city",
  "address.state",
  "address.zip",
  "age",
  "birthYear",
  "dateOfBirth",
  "phone",
  "relatives",
  "contact.email",
  "residence.state",
  "residence.country",
  "listing.url",
  "listing.id",
  "authority",
  "ssn",
  "idDocument",
  "photo",
] as const;
export type DisclosedField = (typeof DISCLOSED_FIELDS)[number];

/** Software types none of these, whatever a form wants: a person gives it, or leaves it (SAFETY: disclosure policy). */
export const NEVER_SENT: readonly DisclosedField[] = ["phone", "relatives", "dateOfBirth", "ssn", "idDocument", "photo"];

const PARTS = {
  name: ["name"],
  "name.full": ["name"],
  "name.first": ["name"],
  "name.middle": ["name"],
  "name.last": ["name"],
  "name.suffix": ["name"],
  "address.street": ["address.street"],
  "address.city": ["address.city"],
  "address.state": ["address.state"],
  "address.zip": ["address.zip"],
  "address.cityState": ["address.city", "address.state"],
  age: ["age"],
  birthYear: ["birthYear"],
  dateOfBirth: ["dateOfBirth"],
  phone: ["phone"],
  relatives: ["relatives"],
  "contact.email": ["contact.email"],
  "residence.state": ["residence.state"],
  "residence.country": ["residence.country"],
  "listing.url": ["listing.url"],
  "listing.id": ["listing.id"],
  /** On whose word an agent asks; nobody has one who asks for themself. */
  "authority.citation": ["authority"],
  ssn: ["ssn"],
  idDocument: ["idDocument"],
  photo: ["photo"],
} as const satisfies Record<string, readonly DisclosedField[]>;

export type TemplateField = keyof typeof PARTS;
export const TEMPLATE_FIELDS = Object.keys(PARTS).filter(isTemplateField);

export function isTemplateField(word: string): word is TemplateField {
  return Object.hasOwn(PARTS, word);
}

/** What handing over the value of a template field discloses. */
export function disclosedBy(field: TemplateField): readonly DisclosedField[] {
  return PARTS[field];
}
