import type { Match } from "../outcome.ts";
import type { Likeness } from "./likeness.ts";

/** The facts that a row and the profile are compared by. */
export type Fact = "name" | "middle" | "suffix" | "age" | "city" | "state" | "street" | "phone" | "relative";

/**
 * What one fact says. `agrees` is independent when it is more than what was searched for. A strong contradiction is one that
 * nothing outweighs: another age, Jr for Sr. `missing`: one side says something that the other does not; `silent`: neither does.
 */
export type Says =
  | { readonly kind: "agrees"; readonly isIndependent: boolean }
  | { readonly kind: "contradicts"; readonly isStrong: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "silent" };

export interface Finding {
  readonly fact: Fact;
  readonly says: Says;
}

export const AGREES: Says = { kind: "agrees", isIndependent: true };
export const AGREES_AS_SEARCHED: Says = { kind: "agrees", isIndependent: false };
export const CONTRADICTS: Says = { kind: "contradicts", isStrong: true };
export const DIFFERS: Says = { kind: "contradicts", isStrong: false };
export const MISSING: Says = { kind: "missing" };
export const SILENT: Says = { kind: "silent" };

/** How many independent facts a match wants beside the name. What is only a hint of a name never makes one. */
const WANTED: Readonly<Record<Exclude<Likeness, "different">, number>> = { same: 1, alike: 2, hint: Infinity };

/** Precision first: a match has the name, enough independent facts, and not one contradiction. */
export function decide(name: Likeness, findings: readonly Finding[]): Match["verdict"] {
  if (name === "different" || findings.some(({ says }) => says.kind === "contradicts" && says.isStrong)) return "no";
  const support = findings.filter(({ says }) => says.kind === "agrees" && says.isIndependent).length;
  const doubts = findings.filter(({ says }) => says.kind === "contradicts").length;
  if (doubts === 0) return support >= WANTED[name] ? "match" : "unsure";
  // One doubt is a move or a slip of the broker; another city in another state, with nothing for it, is a namesake.
  return doubts <= support + 1 ? "unsure" : "no";
}
