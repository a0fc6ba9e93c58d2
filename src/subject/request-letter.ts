import { aliasFor } from "./contact-alias.ts";
import { residenceOf, type Contact, type PersonName, type Profile } from "./profile.ts";
import { stateName } from "./us-states.ts";

/** A short, plain request by mail: what is wanted, of whom, and where to answer. */
export interface RequestLetter {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Names of the fields that it hands over. */
  readonly fields: readonly string[];
}

/** Says no more than a broker needs to find the person: every name, the state, the alias. No reason, no address, no birth date. */
export function requestLetter(profile: Profile & { readonly contact: Contact }, broker: { readonly slug: string; readonly name: string }): RequestLetter {
  const from = aliasFor(profile.contact, broker.slug);
  const names = profile.names.map(sayName);
  const where = stateName(residenceOf(profile).slice("us-".length));
  const text = [
    `To ${broker.name},`,
    "",
    "Please delete the personal information that you hold on me,",
    "and do not sell or share it. Please write to this address when it",
    "is done, or tell me what you need to find it.",
    "",
    ...names.map((name, i) => `${i === 0 ? "Name" : "Also"}: ${name}`),
    ...(where === undefined ? [] : [`State: ${where}`]),
    `Answer to: ${from}`,
    "",
    "Please use what is in this mail for this request only.",
    "",
    names[0] ?? "",
  ];
  return { from, subject: "Privacy request", text: text.join("\n"), fields: ["name", ...(where === undefined ? [] : ["residence.state"]), "contact.email"] };
}

function sayName({ first, middle, last, suffix }: PersonName): string {
  return [first, middle, last, suffix].filter((part) => part != null).join(" ");
}
