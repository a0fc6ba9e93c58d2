import { queriesOf, type SubjectQuery } from "../subject/queries.ts";
import { matchListing } from "../playbook/match/match.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import type { Profile } from "../subject/profile.ts";

/** How a broker is asked, and by what the person is known today. */
export interface Asking {
  readonly kind: "name" | "nameAndState" | "nameAndCity";
  readonly profile: Profile;
  readonly now: Date;
}

/**
 * Whether a question of today's profile would still bring the listing up. After a name or a place was taken out of the profile
 * nobody asks for it any more, and not seeing it says nothing.
 */
export function isStillAsked(details: ListingDetails, { kind, profile, now }: Asking): boolean {
  return queriesOf(profile, kind).some((query) => isWhereAsked(details, query) && matchListing(details, profile, query, now).verdict !== "no");
}

function isWhereAsked({ addresses }: ListingDetails, { state }: SubjectQuery): boolean {
  const states = addresses.flatMap((address) => address.state ?? []);
  return state === undefined || states.length === 0 || states.includes(state);
}
