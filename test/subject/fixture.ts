import type { TemplateField } from "../../src/subject/fields.ts";
import type { ListingDetails } from "../../src/subject/listing-details.ts";
import { requestLookup, type FieldAnswer, type RequestContext } from "../../src/subject/lookup.ts";
import { Profile, type PersonName } from "../../src/subject/profile.ts";

export const PROFILE: Profile = Profile.parse({
  names: [
    { first: "Jane", middle: "Quill", last: "Roe" },
    { first: "Janie", last: "Doe", suffix: "Jr" },
  ],
  addresses: [
    { street: "9 Harbor Way", city: "Salem", state: "OR", zip: "97301", from: 2020 },
    { street: "12 Elm St", city: "Austin", state: "TX", zip: "78701", from: 2015, to: 2019 },
  ],
  birthYear: 1984,
  phones: ["+15125550123"],
  relatives: ["Ann Roe"],
  contact: { email: "jane.optout@alias.example", perBroker: "none" },
  personalEmails: ["jane@home.example"],
  residence: "us-or",
});

/** A listing that shows as much as listings show, with the past address first. */
export const LISTING: ListingDetails = {
  name: "JANE Q ROE",
  aliases: [],
  age: 42,
  birthYear: 1983,
  addresses: [
    { street: "12 ELM STREET", city: "Austin", state: "TX", zip: "78702" },
    { street: "9 Harbor Way", city: "Salem", state: "OR", zip: "97301" },
  ],
  phones: ["+15125550199"],
  relatives: ["Ann Roe"],
  url: "https://acme.example/r/1",
  id: "r1",
  extras: {},
};

/** Enough of a name reader for these listings; the real one is the matcher's. */
export function splitName(name: string): PersonName {
  const words = name.split(" ");
  return { first: words[0] ?? "", ...(words.length > 2 && { middle: words[1] }), last: words.at(-1) ?? "" };
}

/** The context of a request with something changed; `listing: "none"` is a form that is about no listing. */
export type Changes = Partial<Omit<RequestContext, "listing">> & { readonly listing?: ListingDetails | "none" };

export function asked({ listing = LISTING, ...changes }: Changes, field: TemplateField): FieldAnswer {
  return requestLookup({ profile: PROFILE, broker: "acme", category: "people-search", splitName, ...changes, ...(listing !== "none" && { listing }) })(field);
}

/** An answer as one word: the value, `never`, `ask` or `unknown`. */
export function said(answer: FieldAnswer): string {
  if (answer.kind === "send") return answer.value;
  if (answer.kind === "unknown") return "unknown";
  return answer.reason === "approval" ? "ask" : "never";
}
