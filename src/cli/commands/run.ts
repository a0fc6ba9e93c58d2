import { ExitCode, worstExitCode } from "../../base/errors.ts";
import { run, type RunResult } from "../../run.ts";
import type { Rooms } from "../../run/rooms.ts";
import type { Task } from "../../plan/task.ts";
import { handGroups } from "../../report/hand-work.ts";
import { summarize, type BrokerRow } from "../../report/summarize.ts";
import type { Catalog } from "../../catalog/load.ts";
import type { Profile } from "../../subject/profile.ts";
import type { Call } from "../call.ts";
import { withRooms } from "../compose.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { handLines } from "../hand-lines.ts";
import { liveProgress } from "../live-progress.ts";
import { subjectsInHand } from "../subject-view.ts";
import { namedRows, statusLines } from "../status-lines.ts";
import { prepareDrafts } from "../prepare-drafts.ts";
import { showRunPlan } from "./plan.ts";

export async function runCommand(call: Call): Promise<ExitCode> {
  return call.options.isSet("dryRun") ? showRunPlan(call) : runKinds(call, undefined);
}

/** Looks and changes nothing outside. */
export async function scanCommand(call: Call): Promise<ExitCode> {
  return runKinds(call, ["scan"]);
}

async function runKinds(call: Call, kinds: readonly Task["kind"][] | undefined): Promise<ExitCode> {
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, kinds ? "scan" : "run");
  const reports: SubjectReport[] = [];
  for (const subject of await subjectsInHand(call)) {
    const progress = liveProgress(call);
    const report = await withRooms({ call, opened, subject, progress }, (rooms) => reportOn(subject, withKinds(rooms, kinds)));
    progress.close();
    if (!kinds) await prepareDrafts({ ...report, opened, plan: report.result.plan, now: call.clock.now() });
    reports.push(report);
  }
  return say(call, reports, opened.kind === "rehearsal");
}

interface SubjectReport {
  readonly subject: string;
  readonly profile: Profile;
  readonly catalog: Catalog;
  readonly rows: readonly BrokerRow[];
  readonly result: RunResult;
}

async function reportOn(subject: string, rooms: Rooms): Promise<SubjectReport> {
  const result = await run(rooms);
  const cases = [...rooms.ledger.view.cases.values()];
  const { profile, catalog } = rooms;
  return { subject, profile, catalog, result, rows: summarize({ catalog, cases, plan: result.plan }) };
}

function withKinds(rooms: Rooms, kinds: readonly Task["kind"][] | undefined): Rooms {
  if (!kinds) return rooms;
  return { ...rooms, planning: { ...rooms.planning, selection: { ...rooms.planning.selection, kinds } } };
}

function say(call: Call, reports: readonly SubjectReport[], isRehearsal: boolean): ExitCode {
  const subjects = reports.map(({ subject, rows, result }) => ({
    subject,
    done: result.done.map(({ task, outcome }) => ({ kind: task.kind, broker: task.broker, outcome })),
    brokers: rows,
  }));
  const lines = reports.flatMap(({ subject, rows, catalog, result: { plan } }) => [
    ...statusLines(call.out, { subject, rows: namedRows(rows, catalog), isRehearsal, now: call.clock.now() }),
    ...handLines(handGroups({ catalog, plan })),
  ]);
  call.out.result({ rehearsal: isRehearsal, subjects }, lines);
  call.out.next(reports.some(({ rows }) => rows.some((row) => row.said === "needs you")) ? "unlist tasks shows what needs you" : "unlist status shows this again");
  return worstExitCode(reports.map(exitCodeOf));
}

/** 7: the policy refused something · 4: something was put off and is retried later · 3: a person is needed · 0: all due work is done. */
function exitCodeOf({ rows, result }: SubjectReport): ExitCode {
  if (result.done.some(({ isRefused }) => isRefused)) return ExitCode.refused;
  const isPutOff = result.plan.skips.some((skip) => skip.reason === "deferred" || skip.reason === "waiting-for-mail");
  if (isPutOff || rows.some((row) => row.state === "in-doubt" || row.state === "broken")) return ExitCode.partial;
  return rows.some((row) => row.said === "needs you") ? ExitCode.needsHuman : ExitCode.done;
}
