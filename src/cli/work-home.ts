import { ExitCode, worstExitCode } from "../base/errors.ts";
import { taskName } from "../plan/task-name.ts";
import { createLanes } from "../queue/lanes.ts";
import { needsPerson, summarize } from "../report/summarize.ts";
import { noLimit, turnOf } from "../run/budget.ts";
import { isUnreconciled } from "../run/reconcile.ts";
import type { Call } from "./call.ts";
import { openVisits } from "./compose-pace.ts";
import type { OpenedHome } from "./open-home.ts";
import { refusedFor } from "./require-grant.ts";
import { settleSubject } from "./settle-subject.ts";
import { subjectsInHand, viewSubject } from "./subject-view.ts";
import type { SubjectReport, SubjectWork } from "./work-subject.ts";

export type HomeWork = Omit<SubjectWork, "subject" | "visits">;

/** Tasks of one client before the next one's turn: enough to be worth a browser, few enough that nobody waits for another's five hundred. */
const TASKS_A_TURN = 12;

/** More people than anybody reads the reports of one by one: of them it keeps what the whole run's word and next date rest on. */
const MANY = 50;

/**
 * One run over every subject in hand. Each is a lane of their own with their own browser and proxy, a few at a time; after its
 * turn a lane queues up again behind the others. Hosts are met at one pace by all of them. The home's lock is the caller's.
 */
export async function workHome(call: Call, opened: OpenedHome, work: HomeWork): Promise<SubjectReport[]> {
  const subjects = await subjectsInHand(call);
  const isAlone = subjects.length === 1;
  const lanes = createLanes({ concurrency: isAlone ? 1 : call.config.clientsAtOnce, signal: call.signal });
  const visits = await openVisits(call, opened);
  const reports = new Map<string, SubjectReport>();
  const takeTurn = async (subject: string): Promise<void> => {
    const before = reports.get(subject);
    const turn = turnOf(work.budget ?? noLimit, { most: isAlone ? Infinity : TASKS_A_TURN, tried: triedIn(before) });
    const report = joined(before, await workOn(call, opened, { ...work, subject, visits, budget: turn }));
    reports.set(subject, report);
    if (turn.isOver && !report.refusal) {
      lanes.add(subject, () => takeTurn(subject));
      return;
    }
    await settleSubject(call, opened, { report, hasDrafts: !work.kinds });
    if (subjects.length > MANY) reports.set(subject, thinned(report));
  };
  for (const subject of subjects) lanes.add(subject, () => takeTurn(subject));
  await lanes.onIdle();
  return subjects.flatMap((subject) => reports.get(subject) ?? []);
}

/** The code of all of them together. */
export function exitCodeOf(reports: readonly SubjectReport[]): ExitCode {
  return worstExitCode(reports.map(codeOf));
}

async function workOn(call: Call, opened: OpenedHome, work: SubjectWork): Promise<SubjectReport> {
  const refusal = await refusedFor(call, opened, work.subject);
  if (refusal) return { ...(await standing(call, opened, work.subject)), refusal };
  return (await reportIfNothingIsDue(call, opened, work.subject)) ?? (await workWithBrowser(call, opened, work));
}

/** Loaded only where there is work: the browser's library costs more than a whole round in which nothing is due. */
async function workWithBrowser(call: Call, opened: OpenedHome, work: SubjectWork): Promise<SubjectReport> {
  const { workSubject } = await import("./work-subject.ts");
  return workSubject(call, opened, work);
}

/** No browser is opened for somebody for whom nothing is due. */
async function reportIfNothingIsDue(call: Call, opened: OpenedHome, subject: string): Promise<SubjectReport | undefined> {
  const { cases, catalog, ...report } = await standing(call, opened, subject);
  if (report.result.plan.tasks.length > 0 || isUnreconciled(cases, { catalog, clock: call.clock })) return undefined;
  return { ...report, cases, catalog };
}

/** Where somebody stands for whom nothing is done now. */
async function standing(call: Call, opened: OpenedHome, subject: string): Promise<SubjectReport> {
  const { profile, catalog, cases, plan, ...view } = await viewSubject(call, opened, subject);
  const rows = summarize({ ...view, catalog, cases, plan });
  return { subject, profile, catalog, cases, rows, result: { done: [], plan, left: 0 } };
}

function thinned({ result, rows, ...report }: SubjectReport): SubjectReport {
  const { tasks, skips } = result.plan;
  return { ...report, cases: [], rows: rows.filter(({ listings }) => listings.length > 0), result: { ...result, plan: { tasks, skips: skips.filter(({ until }) => until !== undefined) } } };
}

function triedIn(report: SubjectReport | undefined): ReadonlySet<string> {
  return new Set(report?.result.done.map(({ task }) => taskName(task)));
}

/** All turns of one run together: what each did, and where it stands after the last. */
function joined(before: SubjectReport | undefined, last: SubjectReport): SubjectReport {
  if (!before) return last;
  const done = [...before.result.done, ...last.result.done];
  const tried = new Set(done.map(({ task }) => taskName(task)));
  return { ...last, result: { ...last.result, done, left: last.result.plan.tasks.filter((task) => !tried.has(taskName(task))).length } };
}

/** 7: the policy or a grant refused something · 4: something was put off and is retried later · 3: a person is needed · 0: all due work is done. */
function codeOf({ rows, result, refusal }: SubjectReport): ExitCode {
  if (refusal || result.done.some(({ isRefused }) => isRefused)) return ExitCode.refused;
  const isPutOff = result.plan.skips.some((skip) => skip.reason === "deferred" || skip.reason === "waiting-for-mail");
  if (isPutOff || result.left > 0 || rows.some((row) => row.state === "in-doubt" || row.state === "broken")) return ExitCode.partial;
  return rows.some(needsPerson) ? ExitCode.needsHuman : ExitCode.done;
}
