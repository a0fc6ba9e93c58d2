import type { RestsOn } from "../ledger/events.ts";
import { aliasFor } from "./contact-alias.ts";
import type { TemplateField } from "./fields.ts";
import type { ListingDetails, ShownAddress } from "./listing-details.ts";
import { isCurrent, type PersonName, type Profile } from "./profile.ts";
import type { SubjectQuery } from "./queries.ts";
import { citation } from "./request-letter.ts";

/** The value a template field has in one task, or why there is none. */
export type FieldAnswer =
  | { readonly kind: "send"; readonly value: string }
  /** The policy says no (`disclosure`), or the person has not been asked yet (`approval`). */
  | { readonly kind: "withheld"; readonly reason: "disclosure" | "approval" }
  /** Neither the profile nor the listing has it; invented values are never typed. */
  | { readonly kind: "unknown" };
export type FieldLookup = (field: TemplateField) => FieldAnswer;

const UNKNOWN: FieldAnswer = { kind: "unknown" };
const NEVER: FieldAnswer = { kind: "withheld", reason: "disclosure" };
const ASK: FieldAnswer = { kind: "withheld", reason: "approval" };

/** To look for a listing a name, a city and a state may be asked for, and nothing else. */
export function scanLookup(query: SubjectQuery): FieldLookup {
  return (field) => {
    if (field.startsWith("name")) return nameField(query.name, field);
    if (field === "address.city") return send(query.city);
    if (field === "address.state") return send(query.state);
    if (field === "address.cityState") return send(query.city && query.state && `${query.city}, ${query.state}`);
    return NEVER;
  };
}

export interface RequestContext {
  readonly profile: Profile;
  readonly broker: string;
  readonly category: string;
  /** The listing that the request is about, as the broker shows it; a direct form has none. */
  readonly listing?: ListingDetails;
  readonly splitName: (name: string) => PersonName;
  /** What the alias is named for, when it is not the broker. */
  readonly mailName?: string;
  /** The client's document that the request rests on. */
  readonly restsOn?: RestsOn | undefined;
  /** Another request has used up the only address that the person has for this broker. */
  readonly isMailTaken?: boolean;
}

/**
 * The disclosure policy of a request (SAFETY: disclosure policy). A form about a listing gets what the listing shows, as it
 * shows it: never corrected, never fresher. A form without one gets a name only where the person approved it.
 */
export function requestLookup(context: RequestContext): FieldLookup {
  return (field) => {
    if (field === "contact.email") return contactField(context);
    if (field === "residence.state") return send(context.profile.residence?.split("-")[1]?.toUpperCase());
    if (field === "residence.country") return send(context.profile.residence?.split("-")[0]?.toUpperCase());
    if (field === "listing.url") return send(context.listing?.url);
    if (field === "listing.id") return send(context.listing?.id);
    if (field === "authority.citation") return send(context.restsOn && citation(context.restsOn));
    return context.listing ? echo(field, context.listing, context) : unlisted(field, context);
  };
}

function echo(field: TemplateField, listing: ListingDetails, context: RequestContext): FieldAnswer {
  if (field === "name.full") return send(listing.name);
  if (field.startsWith("name")) return nameField(context.splitName(listing.name), field);
  if (field === "age") return shown(listing.age);
  if (field === "birthYear") return shown(listing.birthYear);
  if (field.startsWith("address.")) return echoAddress(field, echoedAddress(listing, context.profile), context.profile);
  return NEVER;
}

function echoAddress(field: TemplateField, address: ShownAddress | undefined, profile: Profile): FieldAnswer {
  if (!address) return NEVER;
  if (field === "address.city") return send(address.city);
  if (field === "address.state") return send(address.state);
  if (field === "address.cityState") return send(address.state && `${address.city}, ${address.state}`);
  // The street where the person lives now is never sent, not even when the listing shows it: such a listing is asked for by URL.
  if (isCurrentStreet(address, profile)) return NEVER;
  return field === "address.street" ? shown(address.street) : shown(address.zip);
}

/** Of the addresses shown the one that is the subject's: a past one before the current one. */
function echoedAddress(listing: ListingDetails, profile: Profile): ShownAddress | undefined {
  const own = listing.addresses.filter((shown) => profile.addresses.some((address) => same(address.city, shown.city) && same(address.state, shown.state)));
  return own.find((shown) => shown.street !== undefined && !isCurrentStreet(shown, profile)) ?? own[0] ?? listing.addresses[0];
}

/** Spellings differ ("Way", "Wy", a flat), so in the same town the house number decides; an unknown one may be any. Towns go by several names, too. */
function isCurrentStreet(shown: ShownAddress, profile: Profile): boolean {
  return profile.addresses.filter(isCurrent).some((address) => {
    if (same(address.street, shown.street) || same(address.zip?.slice(0, 5), shown.zip?.slice(0, 5))) return true;
    if (shown.street === undefined) return false;
    const [own, theirs] = [houseNumber(address.street), houseNumber(shown.street)];
    const isSameTown = same(address.city, shown.city) && (shown.state === undefined || same(address.state, shown.state));
    if (isSameTown && (own === undefined || theirs === undefined || own === theirs)) return true;
    return own === theirs && shareWord(address.street, shown.street);
  });
}

/** A word of the street's name, which is written the same where its kind ("St", "Street") and its direction are not. */
function shareWord(a: string | null | undefined, b: string): boolean {
  const others = streetWords(b);
  return streetWords(a ?? "").some((word) => others.includes(word));
}

function streetWords(street: string): string[] {
  const kinds = ["street", "avenue", "road", "drive", "lane", "court", "place", "boulevard", "north", "south", "east", "west", "apartment", "unit", "suite"];
  return street.split(/[^\p{L}\p{N}]+/u).map(plain).filter((word) => word.length > 2 && !/^\d+$/.test(word) && !kinds.includes(word));
}

function houseNumber(street: string | null | undefined): string | undefined {
  return street?.match(/\d+/)?.[0];
}

function unlisted(field: TemplateField, { profile, broker, category }: RequestContext): FieldAnswer {
  const isAskable = field.startsWith("name") || field === "address.city" || field === "address.state" || field === "address.cityState";
  if (!isAskable) return NEVER;
  if (!profile.approved.includes(broker) && !profile.approved.includes(`category:${category}`)) return ASK;
  const [name] = profile.names;
  const [address] = profile.addresses.filter(isCurrent);
  if (!name) return UNKNOWN;
  return scanLookup({ name, ...(address && { city: address.city, state: address.state }) })(field);
}

function contactField({ profile, broker, mailName = broker, isMailTaken = false }: RequestContext): FieldAnswer {
  if (!profile.contact) return UNKNOWN;
  if (isMailTaken) return NEVER;
  const alias = aliasFor(profile.contact, mailName);
  return profile.personalEmails.some((personal) => same(personal, alias)) ? NEVER : send(alias);
}

function nameField(name: PersonName, field: TemplateField): FieldAnswer {
  if (field === "name.first") return send(name.first);
  if (field === "name.middle") return send(name.middle);
  if (field === "name.last") return send(name.last);
  if (field === "name.suffix") return send(name.suffix);
  return send([name.first, name.middle, name.last, name.suffix].filter(Boolean).join(" "));
}

function send(value: string | null | undefined): FieldAnswer {
  return value ? { kind: "send", value } : UNKNOWN;
}

/** An echoed value that the listing does not show would have to come from the profile, and that is never done. */
function shown(value: string | number | undefined): FieldAnswer {
  return value === undefined ? NEVER : send(String(value));
}

function same(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && plain(a) === plain(b);
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}
