import { ExitCode, worstExitCode } from "../base/errors.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Task } from "../plan/task.ts";
import { summarize, type BrokerRow } from "../report/summarize.ts";
import { resultOf, run, type RunResult } from "../run.ts";
import type { Budget } from "../run/budget.ts";
import type { Rooms } from "../run/rooms.ts";
import { isUnreconciled } from "../run/reconcile.ts";
import type { Profile } from "../subject/profile.ts";
import type { Call } from "./call.ts";
import { withRooms } from "./compose.ts";
import { liveProgress } from "./live-progress.ts";
import type { OpenedHome } from "./open-home.ts";
import { prepareDrafts } from "./prepare-drafts.ts";
import { subjectsInHand, viewSubject } from "./subject-view.ts";

/** Where one subject stands after a run. */
export interface SubjectReport {
  readonly subject: string;
  readonly profile: Profile;
  readonly catalog: Catalog;
  readonly rows: readonly BrokerRow[];
  readonly result: RunResult;
}

export interface WorkWish {
  /** Only tasks of these kinds. */
  readonly kinds?: readonly Task["kind"][] | undefined;
  readonly budget?: Budget;
  /** Opens no browser for somebody for whom nothing is due. */
  readonly isIdleWhenDone?: true;
}

/** One run over every subject in hand, one after the other. The home's lock is the caller's. */
export async function workHome(call: Call, opened: OpenedHome, wish: WorkWish): Promise<SubjectReport[]> {
  const reports: SubjectReport[] = [];
  for (const subject of await subjectsInHand(call)) {
    const idle = wish.isIdleWhenDone ? await reportIfNothingIsDue(call, opened, subject) : undefined;
    reports.push(idle ?? (await workSubject(call, opened, { ...wish, subject })));
  }
  return reports;
}

/** The code of all of them together. */
export function exitCodeOf(reports: readonly SubjectReport[]): ExitCode {
  return worstExitCode(reports.map(codeOf));
}

async function workSubject(call: Call, opened: OpenedHome, { subject, kinds, budget }: WorkWish & { readonly subject: string }): Promise<SubjectReport> {
  const progress = liveProgress(call);
  const report = await withRooms({ call, opened, subject, progress, ...(budget && { budget }) }, (rooms) => reportOn(subject, withKinds(rooms, kinds)));
  progress.close();
  if (!kinds) await prepareDrafts({ ...report, opened, plan: report.result.plan, now: call.clock.now() });
  return report;
}

async function reportIfNothingIsDue(call: Call, opened: OpenedHome, subject: string): Promise<SubjectReport | undefined> {
  const view = await viewSubject(call, opened, subject);
  if (view.plan.tasks.length > 0 || isUnreconciled(view.cases, { catalog: view.catalog, clock: call.clock })) return undefined;
  return { ...view, rows: summarize(view), result: resultOf([], view.plan) };
}

async function reportOn(subject: string, rooms: Rooms): Promise<SubjectReport> {
  const result = await run(rooms);
  const cases = [...rooms.ledger.view.cases.values()];
  const { profile, catalog } = rooms;
  return { subject, profile, catalog, result, rows: summarize({ catalog, cases, plan: result.plan }) };
}

function withKinds(rooms: Rooms, kinds: WorkWish["kinds"]): Rooms {
  if (!kinds) return rooms;
  return { ...rooms, planning: { ...rooms.planning, selection: { ...rooms.planning.selection, kinds } } };
}

/** 7: the policy refused something · 4: something was put off and is retried later · 3: a person is needed · 0: all due work is done. */
function codeOf({ rows, result }: SubjectReport): ExitCode {
  if (result.done.some(({ isRefused }) => isRefused)) return ExitCode.refused;
  const isPutOff = result.plan.skips.some((skip) => skip.reason === "deferred" || skip.reason === "waiting-for-mail");
  if (isPutOff || result.left > 0 || rows.some((row) => row.state === "in-doubt" || row.state === "broken")) return ExitCode.partial;
  return rows.some((row) => row.said === "needs you") ? ExitCode.needsHuman : ExitCode.done;
}
