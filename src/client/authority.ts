import { LedgerDamagedError } from "../base/errors.ts";
import { withRevocations, type Authority } from "../grant/standing.ts";
import { readAuthority } from "../grant/store.ts";
import { readOwnTrail, type ClientPlace } from "./trail.ts";
import type { TrailEntry } from "./trail-entry.ts";

/**
 * Who may act for a subject, by the files of the grants and by the trail. What either tells was taken back was taken back: a
 * file that is deleted, or comes back out of an old copy, revives nothing. A signed grant without a word in the trail is
 * none, since drawing it up was told there before it was signed.
 */
export async function authorityIn(place: ClientPlace): Promise<Authority> {
  const authority = await readAuthority(place);
  if (authority.as === "self") return authority;
  const { entries } = await readOwnTrail(place);
  if (entries.length === 0 && authority.grants.some(({ signed }) => signed)) throw new LedgerDamagedError(`the trail of ${place.subject} is missing`, { hint: "put a backup in place: unlist restore FILE" });
  return withRevocations(authority, revocationsIn(entries));
}

/** By grant, when it was taken back. */
function revocationsIn(entries: readonly TrailEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.filter(({ did }) => did === "grant-revoked").map(({ at, about }) => [String(about["grant"]), at]));
}
