import type { RestsOn } from "../ledger/events.ts";
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

/** Written leave of the person, as a request cites it. */
export interface CitedAuthority {
  /** In whose name the law where the person lives lets this be asked. */
  readonly manner: "as-agent" | "opt-out-as-agent" | "own-name";
  readonly document: RestsOn;
  /** The document itself goes along. */
  readonly isEnclosed?: boolean;
}

/** How a disclosure calls the document. */
const LETTER = "letter-of-authority";

interface RequestOf {
  readonly broker: { readonly slug: string; readonly name: string };
  readonly authority?: CitedAuthority | undefined;
}

/** Says no more than a broker needs to find the person: every name, the state, the alias. No reason, no address, no birth date. */
export function requestLetter(profile: Profile & { readonly contact: Contact }, { broker, authority }: RequestOf): RequestLetter {
  const from = aliasFor(profile.contact, broker.slug);
  const names = profile.names.map(sayName);
  const where = stateName(residenceOf(profile).slice("us-".length));
  const text = [
    `To ${broker.name},`,
    "",
    ...WANTED[authority?.manner ?? "own-name"],
    "",
    ...names.map((name, i) => `${i === 0 ? "Name" : "Also"}: ${name}`),
    ...(where === undefined ? [] : [`State: ${where}`]),
    `Answer to: ${from}`,
    "",
    ...(authority ? [...cited(authority), ""] : []),
    "Please use what is in this mail for this request only.",
    "",
    authority?.manner === "as-agent" ? `for ${names[0] ?? ""}` : (names[0] ?? ""),
  ];
  return { from, subject: "Privacy request", text: text.join("\n"), fields: ["name", ...(where === undefined ? [] : ["residence.state"]), "contact.email", ...(authority?.isEnclosed === true ? [LETTER] : [])] };
}

/** What is asked for, by whose name it is asked in. */
export const WANTED: Readonly<Record<CitedAuthority["manner"], readonly string[]>> = {
  "own-name": [
    "Please delete the personal information that you hold on me,",
    "and do not sell or share it. Please write to this address when it",
    "is done, or tell me what you need to find it.",
  ],
  "opt-out-as-agent": [
    "Please do not sell or share the personal information that you hold",
    "on the person named below: that is asked by their authorized agent.",
    "In their own name they ask that you delete it. Please write to this",
    "address when it is done, or say what you need to find it.",
  ],
  "as-agent": [
    "As the authorized agent of the person named below I ask that you",
    "delete the personal information that you hold on them, and do not",
    "sell or share it. Please write to this address when it is done, or",
    "say what you need to find it.",
  ],
};

/** By the document anybody can tell which leave it was; the hash says that the file they are shown is that one. */
export function cited({ manner, document, isEnclosed }: CitedAuthority): string[] {
  return [manner === "own-name" ? "Sent with my signed permission, by whoever it names:" : "Under the signed permission of that person:", `document ${document.id}, ${isEnclosed === true ? "enclosed" : "to be had on request"}`, `SHA-256 ${document.sha256}`];
}

/** The same in one line, for a form's free text: no more than tells which leave it was. */
export function citation({ id, sha256 }: RestsOn): string {
  return `Signed permission: document ${id}, SHA-256 ${sha256}`;
}

export function sayName({ first, middle, last, suffix }: PersonName): string {
  return [first, middle, last, suffix].filter((part) => part != null).join(" ");
}
