import type { Match } from "../outcome.ts";

/** One line for a person: "matched: name, city; contradicts: none; missing: age". Fact names only. */
export function explain({ matched, contradicts, missing }: Match): string {
  return `matched: ${list(matched)}; contradicts: ${list(contradicts)}; missing: ${list(missing)}`;
}

function list(facts: readonly string[]): string {
  return facts.length > 0 ? facts.join(", ") : "none";
}
