import type { ExitCode } from "../../base/errors.ts";
import type { Task } from "../../plan/task.ts";
import { handGroups } from "../../report/hand-work.ts";
import { needsPerson } from "../../report/summarize.ts";
import { budgetOf } from "../../run/budget.ts";
import { budgetAsked } from "../budget-options.ts";
import type { Call } from "../call.ts";
import { handLines } from "../hand-lines.ts";
import { damagedLines, exitCodeOf, type HomeReport } from "../home-report.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { requireRole } from "../require-role.ts";
import { namedRows, statusLines } from "../status-lines.ts";
import { workHome } from "../work-home.ts";
import { showRunPlan } from "./plan.ts";
import { runUnattended } from "./run-unattended.ts";

export async function runCommand(call: Call): Promise<ExitCode> {
  if (call.options.isSet("dryRun")) return showRunPlan(call);
  return call.options.isSet("unattended") ? runUnattended(call) : runKinds(call, undefined);
}

/** Looks and changes nothing outside. */
export async function scanCommand(call: Call): Promise<ExitCode> {
  return runKinds(call, ["scan"]);
}

async function runKinds(call: Call, kinds: readonly Task["kind"][] | undefined): Promise<ExitCode> {
  const { clock, config, ask } = call;
  const budget = budgetOf({ clock, timeMs: ask.isTerminal ? config.sittingMs : Infinity, requests: Infinity, ...budgetAsked(call.options) });
  const opened = await openTheHome(call);
  await requireRole(call, "caseworker", opened);
  await using _lock = await lockHome(call, kinds ? "scan" : "run");
  if (ask.isTerminal) call.out.note("Ctrl+C stops after the step in hand; Ctrl+\\ does, and clears the screen.");
  return say(call, await workHome(call, opened, { kinds, budget }), opened.kind === "rehearsal");
}

function say(call: Call, report: HomeReport, isRehearsal: boolean): ExitCode {
  const { reports, damaged } = report;
  const subjects = reports.map(({ subject, rows, result }) => ({
    subject,
    done: result.done.map(({ task, outcome }) => ({ kind: task.kind, broker: task.broker, outcome })),
    brokers: rows,
  }));
  const lines = reports.flatMap(({ subject, rows, catalog, result: { plan } }) => [
    ...statusLines(call.out, { subject, rows: namedRows(rows, catalog), isRehearsal, now: call.clock.now() }),
    ...handLines(handGroups({ catalog, plan })),
  ]);
  const left = reports.reduce((sum, { result }) => sum + result.left, 0);
  call.out.result({ rehearsal: isRehearsal, subjects, ...(damaged.length > 0 && { damaged }) }, [...lines, ...damagedLines(damaged)]);
  if (left > 0) call.out.note(`That is enough for one sitting. ${left === 1 ? "One more is" : `${left} more are`} due:\nunlist run goes on with the rest whenever it suits you.`);
  call.out.next(reports.some(({ rows }) => rows.some(needsPerson)) ? "unlist tasks shows what needs you" : "unlist status shows this again");
  return exitCodeOf(report);
}
