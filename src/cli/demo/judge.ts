import type { CanarySearch } from "./canary.ts";
import type { BrokerRow } from "../../report/summarize.ts";
import { expectedEnds } from "../../lab/expected.ts";
import type { Truth } from "../../lab/truth.ts";
import { doubleSubmissions, strayRequests } from "../../lab/truth-answers.ts";

/** One lab broker at the end: what the product says, what was expected, and what the lab itself counted. */
export interface Verdict {
  readonly broker: string;
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
  readonly why: string;
  readonly expectedSubmissions: number;
  /** Requests that the site applied, by listing, cycle and form. */
  readonly submissions: readonly { readonly listing: string; readonly cycle: number; readonly form: string; readonly applied: number }[];
  readonly ok: boolean;
  readonly row: BrokerRow;
}

export interface Judgement {
  readonly brokers: readonly Verdict[];
  /** Said to be done or gone where the lab knows better. */
  readonly falseSuccesses: number;
  /** Requests that a site applied more than once for the same listing, cycle and form. */
  readonly doubleSubmissions: number;
  /** Requests to cookie banners' and newsletters' forms, and to hosts that nobody may reach. */
  readonly strayRequests: number;
}

const SUCCESS: readonly string[] = ["removed", "not-listed", "submitted", "awaiting-removal", "unverifiable", "covered"];

/** Compares the product's word with the lab's truth. Neither knows the other; this is the only place where they meet. */
export function judge(rows: readonly BrokerRow[], truth: Truth): Judgement {
  const brokers = expectedEnds.flatMap(({ slug, broker, expected, why, expectedSubmissions }): Verdict[] => {
    const row = rows.find((candidate) => candidate.broker === slug);
    if (!row) return [];
    const submissions = appliedAt(slug, truth);
    const applied = submissions.reduce((sum, one) => sum + one.applied, 0);
    return [{ broker: slug, name: broker, expected, actual: row.state, why, expectedSubmissions, submissions, ok: row.state === expected && applied === expectedSubmissions, row }];
  });
  return {
    brokers,
    falseSuccesses: brokers.filter(({ actual, expected }) => SUCCESS.includes(actual) && actual !== expected).length,
    doubleSubmissions: doubleSubmissions(truth).length,
    strayRequests: strayRequests(truth).length,
  };
}

/** Nothing missing, nothing different, nothing false, nothing twice, nothing astray, nothing in the open. */
export function isAsExpected({ brokers, falseSuccesses, doubleSubmissions: doubles, strayRequests: strays }: Judgement, canaries: CanarySearch): boolean {
  const isComplete = brokers.length === expectedEnds.length && brokers.every(({ ok }) => ok);
  return isComplete && falseSuccesses + doubles + strays + canaries.hits.length === 0;
}

function appliedAt(slug: string, truth: Truth): Verdict["submissions"] {
  const counts = new Map<string, Verdict["submissions"][number]>();
  for (const { site, listing, cycle, form } of truth.submissions) {
    if (site !== slug) continue;
    const key = `${listing} ${cycle} ${form}`;
    counts.set(key, { listing, cycle, form, applied: (counts.get(key)?.applied ?? 0) + 1 });
  }
  return [...counts.values()];
}
