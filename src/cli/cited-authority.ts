import { FatalError } from "../base/errors.ts";
import { sha256 } from "../base/sha256.ts";
import { lawOf, mannerOf } from "../grant/law-of.ts";
import { leadingGrant, stateOf, type Authority, type HeldGrant, type Signing } from "../grant/standing.ts";
import { readDocument, type GrantPlace } from "../grant/store.ts";
import type { Enclosure } from "../mail/draft.ts";
import { residenceOf, type Profile } from "../subject/profile.ts";
import type { CitedAuthority } from "../subject/request-letter.ts";

/** What a request of this person cites: nothing when they ask for themself. */
export function citedAuthority(authority: Authority, profile: Profile, now: Date): CitedAuthority | undefined {
  const held = citable(authority, now);
  if (!held) return undefined;
  const { id, sha256: hash } = held.signed.document;
  const isAgent = held.terms.capacity === "agent" || held.terms.capacity === "attorney";
  return { manner: isAgent ? mannerOf(lawOf(residenceOf(profile), now)) : "own-name", document: { id, sha256: hash } };
}

/** The document itself, held once more against the hash that requests cite. */
export async function citedDocument(authority: Authority, place: GrantPlace, now: Date): Promise<Enclosure | undefined> {
  const held = citable(authority, now);
  if (!held) return undefined;
  const { id, sha256: hash } = held.signed.document;
  const bytes = await readDocument(place, held.terms.id);
  if (sha256(bytes) !== hash) throw new FatalError(`document ${id} is not the one that was signed`, { hint: `unlist grant show ${place.subject}` });
  return { name: `${id}.${endingOf(bytes)}`, bytes };
}

function citable(authority: Authority, now: Date): (HeldGrant & { readonly signed: Signing }) | undefined {
  const held = authority.as === "self" ? undefined : leadingGrant(authority.grants, now);
  return held?.signed && stateOf(held, now) === "valid" ? { ...held, signed: held.signed } : undefined;
}

/** By what it begins with, as it was taken in. */
function endingOf(bytes: Buffer): string {
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") return "pdf";
  return bytes[0] === 0x89 ? "png" : "jpg";
}
