import { NO_LISTING } from "../../ledger/events.ts";
import { needsPerson } from "../../report/summarize.ts";
import type { Output } from "../output.ts";
import type { CanarySearch } from "./canary.ts";
import type { Judgement, Verdict } from "./judge.ts";

export interface DemoReport {
  readonly judgement: Judgement;
  readonly received: Readonly<Record<string, readonly string[]>>;
  readonly canaries: CanarySearch;
  readonly isAsExpected: boolean;
}

const DAY = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

/** The demo's last word: a line per broker, and under it what the lab itself counted. */
export function demoLines(out: Output, { judgement, canaries, isAsExpected }: DemoReport): string[] {
  const columns = [{ title: "broker", least: 14 }, { title: "found" }, { title: "asked", least: 6 }, { title: "fields sent", least: 18 }, { title: "stands", least: 10 }, { title: "next", least: 12 }, { title: "" }];
  const rows = judgement.brokers.map((verdict) => rowOf(verdict, out));
  const differing = judgement.brokers.filter(({ ok }) => !ok).map((verdict) => `${verdict.broker}: expected ${verdict.expected} (${verdict.expectedSubmissions} applied), is ${verdict.actual} (${applied(verdict)} applied): ${verdict.why}`);
  return [
    "",
    ...out.table(columns, rows),
    "",
    `Counted by the sites: ${judgement.brokers.reduce((sum, verdict) => sum + applied(verdict), 0)} requests applied, ${judgement.doubleSubmissions} of them twice, ${judgement.strayRequests} decoys touched.`,
    `False successes: ${judgement.falseSuccesses}. Files on disk with a personal value in the open: ${canaries.hits.length} of ${canaries.files}.`,
    ...(differing.length > 0 ? ["", ...differing] : []),
    "",
    isAsExpected ? out.paint.good("Every broker ended as expected (ok).") : out.paint.bad("Not every broker ended as expected."),
  ];
}

function rowOf(verdict: Verdict, { paint }: Output) {
  const { broker, row, ok } = verdict;
  const stands = row.cameBack > 0 ? `came back, ${row.said} again` : row.said;
  const colour = needsPerson(row) ? paint.needsYou : row.state === "removed" || row.state === "not-listed" ? paint.good : paint.waiting;
  const found = row.listings.filter(({ listing }) => listing !== NO_LISTING).length;
  const mark = ok ? { text: "ok", paint: paint.good } : { text: "differs", paint: paint.bad };
  return [broker, found > 0 ? String(found) : "–", askedOf(verdict), row.sent.map(shortName).join(", ") || "–", { text: stands, paint: colour }, nextOf(row), mark];
}

/** How often the site took a request in; for a covered listing, that the parent of the family was asked. */
function askedOf(verdict: Verdict): string {
  if (applied(verdict) > 0) return String(applied(verdict));
  return verdict.row.coveredBy === undefined ? "–" : "parent";
}

/** `contact.email` as `email`: the table has 80 columns, the JSON the whole names. */
function shortName(field: string): string {
  return field.split(".").at(-1) ?? field;
}

function nextOf({ next, nextAt }: Verdict["row"]): string {
  return nextAt === undefined ? next : `look ${DAY.format(new Date(nextAt))}`;
}

function applied({ submissions }: Verdict): number {
  return submissions.reduce((sum, one) => sum + one.applied, 0);
}
