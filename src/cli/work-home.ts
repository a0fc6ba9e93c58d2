import { damaged } from "../ledger/place.ts";
import { taskName } from "../plan/task-name.ts";
import { createLanes } from "../queue/lanes.ts";
import type { Visits } from "../queue/visits.ts";
import { summarize } from "../report/summarize.ts";
import { noLimit } from "../run/budget.ts";
import { isUnreconciled } from "../run/reconcile.ts";
import { inTurns, type Turn } from "../run/turns.ts";
import type { Call } from "./call.ts";
import { openVisits } from "./compose-pace.ts";
import { damageTold, thinned, type DamagedSubject, type HomeReport } from "./home-report.ts";
import { tellClientTrail } from "./open-client.ts";
import type { OpenedHome } from "./open-home.ts";
import { refusedFor } from "./require-grant.ts";
import { settleSubject } from "./settle-subject.ts";
import { subjectsInHand, viewSubject } from "./subject-view.ts";
import type { SubjectReport, SubjectWork } from "./work-subject.ts";

export type HomeWork = Omit<SubjectWork, "subject" | "visits">;

/** More people than anybody reads the reports of one by one. */
const MANY = 50;

/**
 * One run over every subject in hand. Each has turns of their own with their own browser and proxy, a few at a time. Hosts are met at one pace by all of them. Whose files are damaged is left out;
 * alone in hand, they are the whole run's fault. The home's lock is the caller's.
 */
export async function workHome(call: Call, opened: OpenedHome, work: HomeWork): Promise<HomeReport> {
  const subjects = await subjectsInHand(call);
  const isAlone = subjects.length === 1;
  const lanes = createLanes({ concurrency: isAlone ? 1 : call.config.clientsAtOnce, signal: call.signal });
  const shift: Shift = { call, opened, work, visits: await openVisits(call, opened), isAlone, isCrowd: subjects.length > MANY, reports: new Map(), leftOut: [] };
  inTurns(subjects, { lanes, budget: work.budget ?? noLimit, work: (subject, turn) => takeTurn({ subject, turn }, shift).catch((error: unknown) => leaveOut(subject, error, shift)) });
  await lanes.onIdle();
  return { reports: subjects.flatMap((subject) => shift.reports.get(subject) ?? []), damaged: shift.leftOut };
}

/** What the turns of one run share. */
interface Shift {
  readonly call: Call;
  readonly opened: OpenedHome;
  readonly work: HomeWork;
  readonly visits: Visits;
  readonly isAlone: boolean;
  readonly isCrowd: boolean;
  readonly reports: Map<string, SubjectReport>;
  readonly leftOut: DamagedSubject[];
}

/** Whether there is to be another one. */
async function takeTurn({ subject, turn }: { readonly subject: string; readonly turn: Turn }, shift: Shift): Promise<boolean> {
  const { call, opened, work, visits, reports } = shift;
  const before = reports.get(subject);
  const report = joined(before, await workOn(call, opened, { ...work, subject, visits, budget: turn, isFirst: before === undefined }));
  reports.set(subject, report);
  if (turn.isOver && !report.refusal) return true;
  await settleSubject(call, opened, { report, hasDrafts: !work.kinds });
  if (shift.isCrowd) reports.set(subject, thinned(report, call.clock.now()));
  return false;
}

/** The others go on. */
function leaveOut(subject: string, error: unknown, { isAlone, reports, leftOut }: Shift): false {
  const told = isAlone ? undefined : damageTold(subject, error);
  if (!told) throw error;
  reports.delete(subject);
  leftOut.push(told);
  return false;
}

interface TurnWork extends SubjectWork {
  readonly isFirst: boolean;
}

async function workOn(call: Call, opened: OpenedHome, work: TurnWork): Promise<SubjectReport> {
  const refusal = await refusedFor(call, opened, work.subject);
  if (refusal) return { ...(await standing(call, opened, work.subject)), refusal };
  return (await reportIfNothingIsDue(call, opened, work.subject)) ?? (await workWithBrowser(call, opened, work));
}

/** Loaded only where there is work: the browser's library costs more than a whole round in which nothing is due. */
async function workWithBrowser(call: Call, opened: OpenedHome, { isFirst, ...work }: TurnWork): Promise<SubjectReport> {
  if (isFirst) await tellClientTrail(call, opened, { subject: work.subject, did: "began" }); // now, since a run that is cut off tells nothing at its end
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
  const { profile, catalog, cases, plan, ledger, ...view } = await viewSubject(call, opened, subject);
  if (ledger.damage) throw damaged(ledger.damage); // what is valid of it may be shown, and not gone by
  const rows = summarize({ ...view, catalog, cases, plan });
  return { subject, profile, catalog, cases, rows, result: { done: [], plan, left: 0 } };
}

/** All turns of one run together: what each did, and where it stands after the last. */
function joined(before: SubjectReport | undefined, last: SubjectReport): SubjectReport {
  if (!before) return last;
  const done = [...before.result.done, ...last.result.done];
  const tried = new Set(done.map(({ task }) => taskName(task)));
  return { ...last, result: { ...last.result, done, left: last.result.plan.tasks.filter((task) => !tried.has(taskName(task))).length } };
}
