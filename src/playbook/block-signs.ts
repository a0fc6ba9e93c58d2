import type { UnclearReason } from "../ledger/events.ts";

/** Words by which a page says that it is no answer. Data, shared by every playbook; add what you see, with where you saw it. */
export interface BlockSign {
  readonly words: string;
  readonly reason: UnclearReason;
  readonly where: "title" | "text";
  /** Counts on short pages only: long ones (a help text, a listing) may hold the words in passing. */
  readonly upToChars?: number;
}

const WALL_CHARS = 2_500;

export const BLOCK_SIGNS: readonly BlockSign[] = [
  // Cloudflare: https://developers.cloudflare.com/cloudflare-challenges/
  { words: "just a moment", reason: "challenge", where: "title" },
  { words: "attention required! | cloudflare", reason: "block-page", where: "title" },
  { words: "checking your browser before", reason: "challenge", where: "text" },
  { words: "checking if the site connection is secure", reason: "challenge", where: "text" },
  { words: "needs to review the security of your connection", reason: "challenge", where: "text" },
  { words: "sorry, you have been blocked", reason: "block-page", where: "text" },
  { words: "error 1020", reason: "block-page", where: "text", upToChars: WALL_CHARS },
  // PerimeterX / HUMAN
  { words: "press & hold to confirm", reason: "challenge", where: "text" },
  { words: "press and hold to confirm", reason: "challenge", where: "text" },
  { words: "press & hold", reason: "challenge", where: "text", upToChars: WALL_CHARS },
  // DataDome
  { words: "please enable js and disable any ad blocker", reason: "challenge", where: "text" },
  // Imperva Incapsula
  { words: "incapsula incident id", reason: "block-page", where: "text" },
  { words: "request unsuccessful", reason: "block-page", where: "text", upToChars: WALL_CHARS },
  // Akamai, AWS WAF, nginx and the rest
  { words: "access denied", reason: "block-page", where: "title" },
  { words: "access denied", reason: "block-page", where: "text", upToChars: WALL_CHARS },
  { words: "403 forbidden", reason: "block-page", where: "text", upToChars: WALL_CHARS },
  { words: "pardon our interruption", reason: "block-page", where: "text" },
  { words: "unusual traffic from your", reason: "block-page", where: "text" },
  { words: "verify you are human", reason: "challenge", where: "text", upToChars: WALL_CHARS },
  { words: "verify that you are human", reason: "challenge", where: "text", upToChars: WALL_CHARS },
  { words: "verifying you are human", reason: "challenge", where: "text", upToChars: WALL_CHARS },
  { words: "are you a robot", reason: "challenge", where: "text", upToChars: WALL_CHARS },
  { words: "i'm not a robot", reason: "challenge", where: "text", upToChars: WALL_CHARS },
  { words: "human verification", reason: "challenge", where: "title" },
  { words: "too many requests", reason: "rate-limited", where: "text", upToChars: WALL_CHARS },
  { words: "temporarily unavailable", reason: "server-error", where: "text", upToChars: WALL_CHARS },
  { words: "under maintenance", reason: "server-error", where: "text", upToChars: WALL_CHARS },
  // Parked domains
  { words: "this domain is for sale", reason: "not-found", where: "text", upToChars: WALL_CHARS },
  { words: "domain may be for sale", reason: "not-found", where: "text", upToChars: WALL_CHARS },
  { words: "page not found", reason: "not-found", where: "title" },
];
