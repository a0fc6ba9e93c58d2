import { stateCode } from "../../subject/us-states.ts";
import type { Control } from "../page/page-face.ts";
import type { Meaning } from "../words/field-words.ts";
import { meaningOfLabel, meaningOfName, type WordsMeaning } from "../words/read-meaning.ts";

/** One thing about a control that speaks for a field, or for its being none. */
export interface Evidence {
  readonly source: "label" | "aria-label" | "placeholder" | "neighbour" | "autocomplete" | "name" | "id" | "type" | "options" | "example";
  readonly meaning: Meaning;
  /** Nothing else was said there. */
  readonly isWhole: boolean;
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill: the tokens that are a field of ours, and those that never are. */
const AUTOCOMPLETE: Readonly<Record<string, Meaning>> = {
  name: "name.full", "given-name": "name.first", "additional-name": "name.middle", "family-name": "name.last", "honorific-suffix": "name.suffix",
  email: "contact.email", tel: "phone", "tel-national": "phone", "street-address": "address.street", "address-line1": "address.street",
  "address-level2": "address.city", "address-level1": "address.state", "postal-code": "address.zip", bday: "dateOfBirth", "bday-year": "birthYear",
  country: "residence.country", "country-name": "residence.country",
  "honorific-prefix": "block", nickname: "block", username: "block", "new-password": "block", "current-password": "block", "one-time-code": "block",
  "organization-title": "block", organization: "block", "address-line2": "block", "address-line3": "block", "address-level3": "block", "address-level4": "block",
  "cc-name": "block", "cc-given-name": "block", "cc-family-name": "block", "cc-number": "block", "cc-exp": "block", "cc-csc": "block", "transaction-amount": "block",
  "bday-day": "block", "bday-month": "block", sex: "block", photo: "block", "tel-extension": "block", "tel-area-code": "block", "tel-country-code": "block",
};

/** What a person reads at the control, the nearest first. */
export function shownEvidence(control: Control): Evidence[] {
  const sources = [["label", control.label], ["aria-label", control.ariaLabel], ["placeholder", control.placeholder], ["neighbour", control.neighbour]] as const;
  return sources.flatMap(([source, text]) => said(source, meaningOfLabel(text)));
}

/** What only the page's maker sees. */
export function hiddenEvidence(control: Control): Evidence[] {
  return [
    ...autocompleteOf(control),
    ...said("name", meaningOfName(control.name)),
    ...said("id", meaningOfName(control.id)),
    ...typeOf(control),
    ...optionsOf(control),
    ...exampleOf(control),
  ];
}

function said(source: Evidence["source"], read: WordsMeaning | undefined): Evidence[] {
  return read ? [{ source, ...read }] : [];
}

function autocompleteOf({ autocomplete }: Control): Evidence[] {
  // `section-x shipping given-name`: the last word is the field.
  const word = autocomplete.toLowerCase().split(" ").filter((token) => token !== "webauthn").at(-1) ?? "";
  const meaning = AUTOCOMPLETE[word];
  return meaning ? [{ source: "autocomplete", meaning, isWhole: true }] : [];
}

function typeOf({ type }: Control): Evidence[] {
  if (type === "email") return [{ source: "type", meaning: "contact.email", isWhole: false }];
  return type === "tel" ? [{ source: "type", meaning: "phone", isWhole: false }] : [];
}

/** A list of states, or of countries, needs no label. */
function optionsOf({ options }: Control): Evidence[] {
  const states = options.filter((text) => stateCode(text) !== undefined || /^[A-Z]{2} [-–] /.test(text)).length;
  if (states >= 25) return [{ source: "options", meaning: "address.state", isWhole: false }];
  const countries = ["United States", "Canada", "France", "Germany", "Mexico", "Estados Unidos", "Deutschland", "Italia", "España", "Brasil", "Nederland"];
  return options.filter((text) => countries.includes(text)).length >= 3 ? [{ source: "options", meaning: "residence.country", isWhole: false }] : [];
}

const EXAMPLES: readonly (readonly [RegExp, Meaning])[] = [
  [/^\S+@\S+\.[a-z]{2,}$/i, "contact.email"],
  [/^https?:\/\/\S+\/\S+/i, "listing.url"],
  [/^(\+?1[ -.]?)?\(?[\dx#_]{3}\)?[ -.][\dx#_]{3}[-. ][\dx#_]{4}$/i, "phone"],
];

function exampleOf({ placeholder }: Control): Evidence[] {
  const text = placeholder.replace(/^(e\.?g\.?|ex\.?|example|z\.?b\.?|p\. ?ej\.?|par ex\.?|bijv\.?|es\.?)[:,]?\s*/i, "");
  const fitting = EXAMPLES.find(([shape]) => shape.test(text));
  return fitting ? [{ source: "example", meaning: fitting[1], isWhole: false }] : [];
}
