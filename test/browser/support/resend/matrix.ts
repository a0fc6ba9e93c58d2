import type { WireRecord } from "../../../../src/browser/session.ts";

export const PROTOCOLS = ["h1", "h2"] as const;
export const SENDERS = ["form", "fetch"] as const;
/** What the site does after it has applied the POST. `misdirected`: 421, on which Chromium asks again of its own accord. */
export const FAULTS = ["fin", "reset", "goaway", "hang", "503", "303-close", "misdirected"] as const;
export const GUARDS = ["none", "drain", "fuse", "both"] as const;

export interface ResendCase {
  /** What the site speaks. The product's browser is kept from HTTP/2, so only `none` meets it in that. */
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly sender: (typeof SENDERS)[number];
  readonly fault: (typeof FAULTS)[number];
  readonly guard: (typeof GUARDS)[number];
}

export interface ResendResult {
  /** How often the site applied it. */
  readonly posts: number;
  /** The page behind the 303 was shown. */
  readonly isSeen: boolean;
  /** The wire log says that it was sent, so what is not seen ends in doubt. */
  readonly wire: WireRecord;
}

export function resendCases(guards: readonly ResendCase["guard"][] = GUARDS): ResendCase[] {
  return guards.flatMap((guard) => PROTOCOLS.flatMap((protocol) => SENDERS.flatMap((sender) => FAULTS.map((fault) => ({ protocol, sender, fault, guard })))));
}

export function nameOf({ protocol, sender, fault, guard }: ResendCase): string {
  return `${protocol} ${sender} ${fault} ${guard}`;
}
