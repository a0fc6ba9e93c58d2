import type { ListingDetails } from "../../subject/listing-details.ts";
import type { PersonName } from "../../subject/profile.ts";
import type { Match } from "../outcome.ts";
import { decide, type Finding, type Says } from "./decide.ts";
import { findings, type MatchSubject } from "./facts.ts";
import { likest } from "./likeness.ts";
import { fittingNames } from "./shown-names.ts";

export type { MatchSubject } from "./facts.ts";

/** What was searched for: that a row has it is no evidence, since every row has. */
export interface MatchQuery {
  readonly name: PersonName;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
}

/** Decides whether a row is the subject's. The reasons are names of facts, never values. */
export function matchListing(row: ListingDetails, subject: MatchSubject, query: MatchQuery, now: Date): Match {
  const names = [...new Set([query.name, ...subject.names])];
  const shown = fittingNames(row, names);
  const found = findings({ row, subject, names, shown, now });
  return {
    verdict: decide(likest(shown)?.likeness ?? "different", found),
    matched: factsThat("agrees", found),
    contradicts: factsThat("contradicts", found),
    missing: factsThat("missing", found),
  };
}

function factsThat(kind: Says["kind"], found: readonly Finding[]): string[] {
  return found.filter(({ says }) => says.kind === kind).map(({ fact }) => fact);
}
