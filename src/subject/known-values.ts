import type { ListingDetails } from "./listing-details.ts";
import type { Profile } from "./profile.ts";

/**
 * What a listing shows that the profile already has, each as `field: value`. A value that only the listing has is never given
 * out: the tool must be useless for finding somebody.
 */
export function knownToSubject(listing: ListingDetails, profile: Profile): string[] {
  const names = profile.names.map(({ first, last }) => `${first} ${last}`).filter((name) => words(listing.name).includes(words(name).split(" ")[0] ?? ""));
  const places = profile.addresses.filter((address) => listing.addresses.some((shown) => words(shown.city) === words(address.city) && words(shown.state) === words(address.state)));
  const streets = profile.addresses.filter((address) => address.street != null && listing.addresses.some((shown) => words(shown.street) === words(address.street)));
  const phones = profile.phones.filter((phone) => listing.phones.some((shown) => digits(shown).endsWith(digits(phone).slice(-10))));
  return [
    ...names.slice(0, 1).map((name) => `name: ${name}`),
    ...places.map(({ city, state }) => `place: ${city}, ${state}`),
    ...streets.map(({ street }) => `street: ${street ?? ""}`),
    ...phones.map((phone) => `phone: ${phone}`),
  ];
}

function words(text: string | null | undefined): string {
  return (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}
