import type { Output } from "../output.ts";
import type { CanarySearch } from "./canary.ts";
import type { Judgement, Verdict } from "./judge.ts";

export interface DemoReport {
  readonly judgement: Judgement;
  readonly received: Readonly<Record<string, readonly string[]>>;
  readonly canaries: CanarySearch;
  readonly isAsExpected: boolean;
}

/** The demo's last word: a line per broker, and under it what the lab itself counted. */
export function demoLines(out: Output, { judgement, canaries, isAsExpected }: DemoReport): string[] {
  const columns = [{ title: "broker", least: 13 }, { title: "found" }, { title: "asked", align: "right" as const }, { title: "fields sent", least: 14 }, { title: "stands", least: 10 }, { title: "next", least: 12 }, { title: "" }];
  const rows = judgement.brokers.map((verdict) => rowOf(verdict, out));
  const differing = judgement.brokers.filter(({ ok }) => !ok).map((verdict) => `${verdict.broker}: expected ${verdict.expected} (${verdict.expectedSubmissions} applied), is ${verdict.actual} (${applied(verdict)} applied): ${verdict.why}`);
  return [
    "",
    ...out.table(columns, rows),
    "",
    `The lab's own count: ${judgement.brokers.reduce((sum, verdict) => sum + applied(verdict), 0)} requests applied, ${judgement.doubleSubmissions} of them twice, ${judgement.strayRequests} decoys or traps touched,`,
    `${judgement.falseSuccesses} false successes; ${canaries.hits.length} personal values in the open in ${canaries.files} files on disk.`,
    ...(differing.length > 0 ? ["", ...differing] : []),
    "",
    isAsExpected ? out.paint.good("Every broker ended as expected.") : out.paint.bad("Not every broker ended as expected."),
  ];
}

function rowOf({ broker, row, ok, submissions }: Verdict, { paint }: Output) {
  const asked = submissions.reduce((sum, one) => sum + one.applied, 0);
  const stands = row.cameBack > 0 ? `${row.said} again; it came back` : row.said;
  const colour = row.said === "needs you" ? paint.needsYou : row.state === "removed" || row.state === "not-listed" ? paint.good : paint.waiting;
  const found = row.listings.filter(({ listing }) => listing !== "-").length;
  return [broker, found > 0 ? String(found) : "–", asked > 0 ? String(asked) : "–", row.sent.join(", ") || "–", { text: stands, paint: colour }, nextOf(row), ok ? { text: "ok", paint: paint.good } : { text: "differs", paint: paint.bad }];
}

function nextOf({ next, nextAt }: Verdict["row"]): string {
  return nextAt === undefined ? next : `${next}, ${nextAt.slice(0, 10)}`;
}

function applied({ submissions }: Verdict): number {
  return submissions.reduce((sum, one) => sum + one.applied, 0);
}
