import type { ListingDetails } from "./listing-details.ts";
import { isCurrent, type Profile } from "./profile.ts";
import type { SubjectQuery } from "./queries.ts";

/** What a playbook's conditions may ask of the subject, as far as the task in hand knows it. Nothing of it is sent anywhere. */
export interface SubjectFacts {
  /** Reached in this year: near enough for "65 and over", and the profile holds no birthday. */
  readonly age?: number;
  readonly state?: string;
  readonly address?: "current" | "past";
}

type Place = Pick<SubjectQuery, "city" | "state">;

/** Of a scan: the place that is searched. */
export function scanFacts(profile: Profile, query: Place, now: Date): SubjectFacts {
  return { ...ageFact(profile, now), ...placeFacts(profile, query) };
}

/** Of a request: the place that its listing shows first, or where the person lives when it is about none. */
export function requestFacts(profile: Profile, listing: ListingDetails | undefined, now: Date): SubjectFacts {
  const [shown] = listing?.addresses ?? [];
  const [home] = profile.addresses.filter(isCurrent);
  const place = shown ?? (listing ? undefined : home);
  return { ...ageFact(profile, now), ...(place && placeFacts(profile, { city: place.city, ...(place.state !== undefined && { state: place.state }) })) };
}

function ageFact({ birthYear }: Profile, now: Date): SubjectFacts {
  return birthYear == null ? {} : { age: now.getUTCFullYear() - birthYear };
}

function placeFacts(profile: Profile, { city, state }: Place): SubjectFacts {
  const lived = city === undefined ? [] : profile.addresses.filter((address) => same(address.city, city) && (state === undefined || same(address.state, state)));
  const address = lived.length === 0 ? {} : { address: lived.some(isCurrent) ? ("current" as const) : ("past" as const) };
  return { ...(state !== undefined && { state: state.toUpperCase() }), ...address };
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
