import { FatalError } from "../base/errors.ts";
import { sha256 } from "../base/sha256.ts";
import { lawOf, mannerOf } from "../grant/law-of.ts";
import { restingOn } from "../grant/standing.ts";
import { readDocument, type GrantPlace } from "../grant/store.ts";
import type { RestsOn } from "../ledger/events.ts";
import type { Enclosure } from "../mail/draft.ts";
import { grantByHand, type AskedByHand } from "../plan/within-grant.ts";
import type { Draft } from "../subject/drafts.ts";
import { residenceOf } from "../subject/profile.ts";
import type { CitedAuthority } from "../subject/request-letter.ts";
import type { SubjectView } from "./subject-view.ts";

export type AskedFor = Pick<SubjectView, "authority" | "profile" | "catalog" | "now">;

/** What a request of this person to that broker cites: nothing when they ask for themself. */
export function citedAuthority(asked: AskedByHand, view: AskedFor): CitedAuthority | undefined {
  const held = grantFor(asked, view);
  const document = restingOn(held);
  if (!held || !document) return undefined;
  const isAgent = held.terms.capacity === "agent" || held.terms.capacity === "attorney";
  return { manner: isAgent ? mannerOf(lawOf(residenceOf(view.profile), view.now)) : "own-name", document };
}

/** The document itself, held once more against the hash that requests cite. */
export async function citedDocument(asked: AskedByHand, view: AskedFor, place: GrantPlace): Promise<Enclosure | undefined> {
  const held = grantFor(asked, view);
  const document = restingOn(held);
  if (!held || !document) return undefined;
  const bytes = await readDocument(place, held.terms.id);
  if (sha256(bytes) !== document.sha256) throw new FatalError(`document ${document.id} is not the one that was signed`, { hint: `unlist grant show ${place.subject}` });
  return { name: `${document.id}.${endingOf(bytes)}`, bytes };
}

/** What a request rests on that the person made: the mail that was handed out for it keeps what it cites, all else goes by what holds now. */
export function documentBehind(asked: AskedByHand, view: AskedFor, draft: Draft | undefined): RestsOn | undefined {
  const mailed = asked.route === "mail" ? draft : undefined;
  return mailed?.exportedAt === undefined ? citedAuthority(asked, view)?.document : mailed.restsOn;
}

function grantFor(asked: AskedByHand, { profile, ...view }: AskedFor): ReturnType<typeof grantByHand> {
  return grantByHand(asked, { ...view, subject: { residence: residenceOf(profile), repliesTo: profile.contact?.email } });
}

/** By what it begins with, as it was taken in. */
function endingOf(bytes: Buffer): string {
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") return "pdf";
  return bytes[0] === 0x89 ? "png" : "jpg";
}
