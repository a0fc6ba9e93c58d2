import type { DeniedReason, HumanReason, UnclearReason } from "../ledger/events.ts";
import type { DisclosedField } from "../subject/fields.ts";
import type { ListingDetails } from "../subject/listing-details.ts";

/** The decision that a row is the subject's, with its reasons by fact name (`name`, `city`, `age`, …), never by value. */
export interface Match {
  readonly verdict: "match" | "unsure" | "no";
  readonly matched: readonly string[];
  readonly contradicts: readonly string[];
  readonly missing: readonly string[];
}

/** A row that is, or may be, the subject's. */
export interface Sighting {
  readonly details: ListingDetails;
  /** What makes it the same listing next month; personal, so only its HMAC becomes a key. */
  readonly identity: string;
  readonly match: Match;
  readonly evidence?: string;
}

/** What a scan saw. `others` counts rows that are somebody else; nothing else of them is kept. */
export type Look =
  | { readonly kind: "seen"; readonly sightings: readonly Sighting[]; readonly others: number; readonly hasNoneSign: boolean; readonly evidence?: string }
  | { readonly kind: "unclear"; readonly reason: UnclearReason; readonly retryAfterMs?: number; readonly evidence?: string };

/** What an attempt found, as a value: a page that misbehaves is an outcome, a broken promise of ours is a throw. */
export type Outcome =
  | { readonly kind: "looked"; readonly look: Look }
  /** Every irreversible step of the stage was acknowledged through the desk. */
  | { readonly kind: "acknowledged" }
  | { readonly kind: "doubted"; readonly step: string; readonly reason: string; readonly evidence?: string }
  | { readonly kind: "not-sent"; readonly step: string; readonly proof: "never-armed" | "no-byte" }
  | { readonly kind: "human"; readonly step: string; readonly reason: HumanReason; readonly fields: readonly DisclosedField[]; readonly labels?: readonly string[] }
  | { readonly kind: "broken"; readonly step: string; readonly code: string; readonly evidence?: string }
  | { readonly kind: "unclear"; readonly reason: UnclearReason; readonly retryAfterMs?: number }
  | { readonly kind: "no-mail"; readonly step: string; readonly isMailboxUnreachable: boolean }
  | { readonly kind: "denied"; readonly step: string; readonly reason: DeniedReason; readonly evidence?: string };
