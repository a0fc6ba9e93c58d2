import { z } from "zod";
import { STATE_CODES } from "./us-states.ts";

const Text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // A control character in a name would travel into forms, terminals and file contents.
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, "wants plain characters, without controls and marks that can't be seen");

export const PersonName = z.strictObject({
  first: Text,
  middle: Text.nullish(),
  last: Text,
  suffix: Text.nullish(),
});
export type PersonName = z.infer<typeof PersonName>;

const Year = z.int().min(1900).max(2100);
const State = z
  .string()
  .transform((state) => state.toUpperCase())
  .refine((state) => STATE_CODES.includes(state), "wants a two-letter state, like TX");

/** One place lived at. The row without `to` is where the person lives now. */
export const Address = z.strictObject({
  street: Text.nullish(),
  city: Text,
  state: State,
  zip: z.string().regex(/^\d{5}(-\d{4})?$/, 'wants five digits in quotes, like "78701"').nullish(),
  from: Year.nullish(),
  to: Year.nullish(),
});
export type Address = z.infer<typeof Address>;

export const Contact = z.strictObject({
  /** An alias that brokers may see; never a personal address. */
  email: z.email(),
  perBroker: z.enum(["none", "plus", "catch-all"]).default("none"),
});
export type Contact = z.infer<typeof Contact>;

/** What `subject add` asks for, and the shape of a `--profile` file. Strict: an unknown key is a mistake worth a word. */
export const Profile = z.strictObject({
  names: z.array(PersonName).min(1),
  addresses: z.array(Address).min(1),
  birthYear: Year.nullish(),
  phones: z.array(z.string().regex(/^\+\d{7,15}$/, "wants the international form, like +15125550123")).default([]),
  relatives: z.array(Text).default([]),
  contact: Contact.nullish(),
  /** Addresses that no broker may ever see; a contact alias equal to one of them is refused. */
  personalEmails: z.array(z.email()).default([]),
  residence: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]{2})?$/, "wants a country or a country and state, like us-tx")
    .nullish(),
  /** Brokers or `category:NAME` for which the person approved sending a name without a listing. */
  approved: z.array(z.string()).default([]),
  /** For who is being watched: so many listings a day are asked to go, spread over the day, instead of all at once. */
  removalsPerDay: z.int().min(1).max(50).nullish(),
  /** Since when a kind of search has had a name or a place to ask for that it had not before; unlist keeps it. */
  asksAnew: z.strictObject({ name: z.iso.datetime(), nameAndState: z.iso.datetime(), nameAndCity: z.iso.datetime() }).partial().optional(),
}).refine((profile) => !profile.contact || !profile.personalEmails.includes(profile.contact.email), {
  path: ["contact", "email"],
  message: "is one of personalEmails: brokers may only see an alias",
  params: { hint: "make an alias, or take the address out of personalEmails" },
});
export type Profile = z.infer<typeof Profile>;

export function isCurrent(address: Address): boolean {
  return address.to == null;
}

/** Country and state that the law goes by: as stated, else where the person lives now; profiles have addresses in the US. */
export function residenceOf({ residence, addresses }: Pick<Profile, "residence" | "addresses">): string {
  const here = addresses.find(isCurrent);
  return residence ?? (here ? `us-${here.state.toLowerCase()}` : "us");
}

/** Every personal value of a profile, for the scrubber and the canary test. */
export function personalValues(profile: Profile): string[] {
  const values = [
    ...profile.names.flatMap((name) => [name.first, name.middle, name.last]),
    ...profile.addresses.flatMap((address) => [address.street, address.city, address.zip]),
    ...profile.phones,
    ...profile.relatives,
    ...profile.personalEmails,
    profile.contact?.email,
  ];
  return [...new Set(values.filter((value): value is string => value != null && value.length > 2))];
}
