import { ExitCode, LedgerDamagedError, worstExitCode } from "../base/errors.ts";
import { nextDueAt } from "../plan/next-due.ts";
import type { Plan, Skip } from "../plan/task.ts";
import { SealBrokenError } from "../vault/seal.ts";
import { needsPerson } from "../report/summarize.ts";
import { overtakenIn } from "./require-grant.ts";
import type { SubjectReport } from "./work-subject.ts";

/** What one run came to for everybody in hand. */
export interface HomeReport {
  readonly reports: readonly SubjectReport[];
  /** Those whose files are not as they were written: nothing more was done for them, and the others were worked for. */
  readonly damaged: readonly DamagedSubject[];
}

export interface DamagedSubject {
  readonly subject: string;
  readonly why: string;
}

/** What is wrong with one person's own files, if that is what the error tells; it is no reason to leave the others. */
export function damageTold(subject: string, error: unknown): DamagedSubject | undefined {
  return error instanceof LedgerDamagedError || error instanceof SealBrokenError ? { subject, why: error.message } : undefined;
}

export function damagedLines(damaged: readonly DamagedSubject[]): string[] {
  return damaged.flatMap(({ subject, why }) => [`subject ${subject}: damaged, and left as it is: ${why}`, `  unlist --subject ${subject} ledger verify`]);
}

/**
 * Of one among many that nobody reads one by one: what the run did, how it ended and when there is something to do again. The
 * thousandth client then costs no more memory than the second.
 */
export function thinned(report: SubjectReport, now: Date): SubjectReport {
  const { result, rows } = report;
  const touched = new Set(result.done.map(({ task }) => task.broker));
  const plan = { tasks: result.plan.tasks.slice(0, 1), skips: result.plan.skips.filter(isFirstToEnd(result.plan, now)).slice(0, 1) };
  return { ...report, cases: [], rows: rows.filter(({ broker }) => touched.has(broker)), result: { ...result, plan }, exitCode: codeOf(report) };
}

/** The one that `nextDueAt` would find. */
function isFirstToEnd(plan: Plan, now: Date): (skip: Skip) => boolean {
  const first = nextDueAt({ ...plan, tasks: [] }, now);
  return ({ until }) => first !== undefined && until !== undefined && Date.parse(until) === first.getTime();
}

/** The code of all of them together. */
export function exitCodeOf({ reports, damaged }: HomeReport): ExitCode {
  return worstExitCode([...reports.map(codeOf), ...damaged.map(() => ExitCode.damaged)]);
}

/** 7: the policy or a grant refused something · 4: something was put off and is retried later · 3: a person is needed · 0: all due work is done. */
function codeOf({ rows, result, refusal, exitCode }: SubjectReport): ExitCode {
  if (exitCode !== undefined) return exitCode;
  if (refusal || overtakenIn(result.plan) || result.done.some(({ isRefused }) => isRefused)) return ExitCode.refused;
  const isPutOff = result.plan.skips.some((skip) => skip.reason === "deferred" || skip.reason === "waiting-for-mail");
  if (isPutOff || result.left > 0 || rows.some((row) => row.state === "in-doubt" || row.state === "broken")) return ExitCode.partial;
  return rows.some(needsPerson) ? ExitCode.needsHuman : ExitCode.done;
}
