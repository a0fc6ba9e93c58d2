import { ExitCode, worstExitCode } from "../base/errors.ts";
import { summarize } from "../report/summarize.ts";
import { isUnreconciled } from "../run/reconcile.ts";
import type { Call } from "./call.ts";
import type { OpenedHome } from "./open-home.ts";
import { subjectsInHand, viewSubject } from "./subject-view.ts";
import type { SubjectReport, SubjectWork } from "./work-subject.ts";

export interface HomeWork extends Omit<SubjectWork, "subject"> {
  /** Opens no browser for somebody for whom nothing is due. */
  readonly isIdleWhenDone?: true;
}

/** One run over every subject in hand, one after the other. The home's lock is the caller's. */
export async function workHome(call: Call, opened: OpenedHome, work: HomeWork): Promise<SubjectReport[]> {
  const reports: SubjectReport[] = [];
  for (const subject of await subjectsInHand(call)) {
    const idle = work.isIdleWhenDone ? await reportIfNothingIsDue(call, opened, subject) : undefined;
    reports.push(idle ?? (await workOn(call, opened, { ...work, subject })));
  }
  return reports;
}

/** The code of all of them together. */
export function exitCodeOf(reports: readonly SubjectReport[]): ExitCode {
  return worstExitCode(reports.map(codeOf));
}

/** Loaded only where there is work: the browser's library costs more than a whole round in which nothing is due. */
async function workOn(call: Call, opened: OpenedHome, work: SubjectWork): Promise<SubjectReport> {
  const { workSubject } = await import("./work-subject.ts");
  return workSubject(call, opened, work);
}

async function reportIfNothingIsDue(call: Call, opened: OpenedHome, subject: string): Promise<SubjectReport | undefined> {
  const view = await viewSubject(call, opened, subject);
  if (view.plan.tasks.length > 0 || isUnreconciled(view.cases, { catalog: view.catalog, clock: call.clock })) return undefined;
  return { ...view, rows: summarize(view), result: { done: [], plan: view.plan, left: 0 } };
}

/** 7: the policy refused something · 4: something was put off and is retried later · 3: a person is needed · 0: all due work is done. */
function codeOf({ rows, result }: SubjectReport): ExitCode {
  if (result.done.some(({ isRefused }) => isRefused)) return ExitCode.refused;
  const isPutOff = result.plan.skips.some((skip) => skip.reason === "deferred" || skip.reason === "waiting-for-mail");
  if (isPutOff || result.left > 0 || rows.some((row) => row.state === "in-doubt" || row.state === "broken")) return ExitCode.partial;
  return rows.some((row) => row.said === "needs you") ? ExitCode.needsHuman : ExitCode.done;
}
