import { lawOf, mannerOf } from "../grant/law-of.ts";
import { leadingGrant, stateOf, type Authority } from "../grant/standing.ts";
import { residenceOf, type Profile } from "../subject/profile.ts";
import type { CitedAuthority } from "../subject/request-letter.ts";

/** What a request of this person cites: nothing when they ask for themself. */
export function citedAuthority(authority: Authority, profile: Profile, now: Date): CitedAuthority | undefined {
  const held = authority.as === "self" ? undefined : leadingGrant(authority.grants, now);
  if (!held?.signed || stateOf(held, now) !== "valid") return undefined;
  const { id, sha256 } = held.signed.document;
  const isAgent = held.terms.capacity === "agent" || held.terms.capacity === "attorney";
  return { manner: isAgent ? mannerOf(lawOf(residenceOf(profile), now)) : "own-name", document: { id, sha256 } };
}
