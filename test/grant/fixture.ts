import type { Act } from "../../src/grant/decide.ts";
import type { HeldGrant } from "../../src/grant/standing.ts";
import { completed, GrantWish, Terms } from "../../src/grant/terms.ts";

const ALIAS = "jane@alias.example";
export const NOW = new Date("2026-11-22T12:00:00Z");

/** Terms for twelve months from today in Texas, unless said otherwise. */
export function termsOf(differently: Partial<Record<keyof Terms, unknown>> = {}, now = NOW): Terms {
  const wish = GrantWish.parse({ holder: { name: "Ada Vocate", organisation: "Shelter One" } });
  return Terms.parse({ ...completed(wish, { id: "gabcdefgh", residence: "us-tx", alias: ALIAS, now }), ...differently });
}

export function heldGrant(differently: Partial<Record<keyof Terms, unknown>> = {}, rest: Partial<HeldGrant> = {}): HeldGrant {
  return { terms: termsOf(differently), signed: { at: NOW.toISOString(), document: { id: "LOA-gabcdefgh", sha256: "0".repeat(64), kind: "letter" } }, ...rest };
}

/** Asking acme for a Texan's opt-out on its page, by its listing. */
export function actOf(differently: Partial<Act> = {}): Act {
  return { rights: ["opt-out"], channel: "web", broker: "acme", family: "acme", fields: ["listing.url", "contact.email"], residence: "us-tx", repliesTo: ALIAS, askedAt: [], ...differently };
}
