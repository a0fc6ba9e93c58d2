import type { RestsOn } from "../ledger/events.ts";
import type { Terms } from "./terms.ts";

/** As much of a grant as tells where it stands: that it is signed or taken back, not by which words. */
export interface GrantOutline {
  readonly terms: Pick<Terms, "startsOn" | "endsOn" | "draftedAt">;
  readonly signed?: unknown;
  readonly revokedAt?: unknown;
}

/** A grant with what has become of it so far. */
export interface HeldGrant extends GrantOutline {
  readonly terms: Terms;
  readonly signed?: Signing | undefined;
  readonly revokedAt?: string | undefined;
}

/** What was signed, as every request cites it. */
export interface Signing {
  readonly at: string;
  readonly document: SignedDocument;
}

export interface SignedDocument {
  readonly id: string;
  readonly sha256: string;
  readonly kind: "letter" | "scan";
}

/** How the record of a request names it. */
export function restingOn(held: HeldGrant | undefined): RestsOn | undefined {
  return held?.signed && { id: held.signed.document.id, sha256: held.signed.document.sha256 };
}

/** Who may act for a subject: they themself, whoever holds a grant of theirs, or nobody. */
export type Authority = { readonly as: "self" } | { readonly as: "client"; readonly grants: readonly HeldGrant[] };

/** The same with what another record says was taken back: where the two disagree, the one that takes back counts. */
export function withRevocations(authority: Authority, revokedAt: ReadonlyMap<string, string>): Authority {
  if (authority.as === "self") return authority;
  return { as: "client", grants: authority.grants.map((held) => ({ ...held, revokedAt: held.revokedAt ?? revokedAt.get(held.terms.id) })) };
}

export type GrantState = "unsigned" | "not-yet" | "valid" | "expired" | "revoked";

const WARN_DAYS = 30;
const DAY_MS = 86_400_000;

/** Where a grant stands at this moment. Its last day counts whole (UTC). */
export function stateOf({ terms, signed, revokedAt }: GrantOutline, now: Date): GrantState {
  if (revokedAt !== undefined) return "revoked";
  if (signed === undefined) return "unsigned";
  if (now < new Date(terms.startsOn)) return "not-yet";
  return now < endOf(terms) ? "valid" : "expired";
}

/** Whole days that it still holds for, the present one among them. */
export function daysLeft({ terms }: Pick<GrantOutline, "terms">, now: Date): number {
  return Math.max(0, Math.ceil((endOf(terms).getTime() - now.getTime()) / DAY_MS));
}

export function isEndingSoon(held: GrantOutline, now: Date): boolean {
  return stateOf(held, now) === "valid" && daysLeft(held, now) <= WARN_DAYS;
}

const BEST_FIRST: readonly GrantState[] = ["valid", "not-yet", "expired", "revoked", "unsigned"];

/** The grant that speaks for the client now: one that holds before one that doesn't, the latest of those alike. */
export function leadingGrant<Grant extends GrantOutline>(grants: readonly Grant[], now: Date): Grant | undefined {
  const rank = (held: Grant): number => BEST_FIRST.indexOf(stateOf(held, now));
  return grants.toSorted((a, b) => rank(a) - rank(b) || b.terms.endsOn.localeCompare(a.terms.endsOn) || b.terms.draftedAt.localeCompare(a.terms.draftedAt))[0];
}

/** Whether whoever acts may open what brokers answer. */
export function mayReadReplies(authority: Authority, now: Date): boolean {
  return authority.as === "self" || leadingGrant(authority.grants, now)?.terms.replies === "advocate";
}

function endOf({ endsOn }: Pick<Terms, "endsOn">): Date {
  return new Date(Date.parse(endsOn) + DAY_MS);
}
