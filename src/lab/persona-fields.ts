import type { Profile } from "../subject/profile.ts";
import { STATE_NAMES } from "./people.ts";

/** One thing that a site was told: a query or form field with its name, or a part of the path with none. */
export interface Told {
  readonly key: string;
  readonly value: string;
}

/** The name of a field, and the words that give it away (as `plainWords` writes them). */
interface Trace {
  readonly field: string;
  readonly words: readonly string[];
}

/**
 * Tells which of a person's fields stand in what a site received: the lab's own judgement of disclosure, made without the
 * product's help. Streets are told apart, since a past one may be echoed and the present one never sent.
 */
export function fieldSpotter(profile: Profile): (told: readonly Told[]) => string[] {
  const traces = tracesOf(profile);
  const spot = [mailSpotter(profile), phoneSpotter(profile), spotUrl, spotKey];
  return (told) => {
    const said = ` ${told.map(({ value }) => plainWords(value)).join(" | ")} `;
    const seen = traces.filter(({ words }) => words.some((word) => said.includes(` ${word} `))).map(({ field }) => field);
    return [...new Set([...seen, ...told.flatMap((one) => spot.flatMap((by) => by(one)))])].sort();
  };
}

function tracesOf({ names, addresses, birthYear, relatives }: Profile): Trace[] {
  return [
    ...names.map(({ first, last }) => trace("name", [first, last])),
    ...addresses.flatMap(({ street, city, state, zip, to }) => [
      trace(`address.street:${to == null ? "current" : "past"}`, [street]),
      trace("address.city", [city]),
      trace("address.state", [state, STATE_NAMES[state]]),
      trace("address.zip", [zip]),
    ]),
    trace("birthYear", [birthYear?.toString()]),
    ...relatives.map((relative) => trace("relatives", [relative])),
  ];
}

function trace(field: string, values: readonly (string | null | undefined)[]): Trace {
  const words = values.filter((value) => value != null).map(plainWords);
  return { field, words: words.filter((word) => word.length > 0) };
}

/** `/people/Odalys-Brightwater` as `people odalys brightwater`. */
function plainWords(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
}

function mailSpotter({ contact, personalEmails }: Profile): (told: Told) => string[] {
  const [local = "", domain = ""] = (contact?.email ?? "").toLowerCase().split("@");
  return ({ value }) => {
    const text = value.toLowerCase();
    const isAlias = local !== "" && text.includes(`@${domain}`) && (text.includes(`${local}@`) || text.includes(`${local}+`));
    return [...(isAlias ? ["contact.email"] : []), ...(personalEmails.some((mail) => text.includes(mail)) ? ["personalEmail"] : [])];
  };
}

function phoneSpotter({ phones }: Profile): (told: Told) => string[] {
  return ({ value }) => (phones.some((phone) => value.replace(/\D/g, "").includes(phone.slice(-10))) ? ["phone"] : []);
}

/** A listing's address, handed over in a field or a query; the paths of a site don't count. */
function spotUrl({ value }: Told): string[] {
  return /^https:\/\/[a-z0-9.-]+\/record\//.test(value) ? ["listing.url"] : [];
}

/** What the persona has no rare value for is known by the question it answers. */
function spotKey({ key, value }: Told): string[] {
  if (value === "") return [];
  if (key === "dob") return ["dateOfBirth"];
  return key === "age" ? ["age"] : [];
}
