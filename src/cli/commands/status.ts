import { ExitCode } from "../../base/errors.ts";
import { handGroups } from "../../report/hand-work.ts";
import { summarize } from "../../report/summarize.ts";
import type { Call } from "../call.ts";
import { openTheHome } from "../open-home.ts";
import { handLines } from "../hand-lines.ts";
import { refusedIn, refusedLines, type Refused } from "../refused-lines.ts";
import { namedRows, statusLines } from "../status-lines.ts";
import { subjectsInHand, viewSubject, type SubjectView } from "../subject-view.ts";

export async function statusCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const views: SubjectView[] = [];
  for (const subject of await subjectsInHand(call)) views.push(await viewSubject(call, opened, subject));
  const isRehearsal = opened.kind === "rehearsal";
  const subjects = views.map((view) => ({ subject: view.subject, damaged: view.ledger.isDamaged, ...refusals(view), brokers: rowsOf(view, call), withoutPlaybook: handGroups(view) }));
  const now = call.clock.now();
  const lines = subjects.flatMap(({ subject, brokers, withoutPlaybook }, i) => [...statusLines(call.out, { subject, rows: brokers, isRehearsal, now }), ...refusedOf(views[i], now), ...handLines(withoutPlaybook)]);
  call.out.result({ rehearsal: isRehearsal, subjects }, lines);
  return sayNext(call, views);
}

function refusals({ plan }: SubjectView): { refused?: Refused[] } {
  const refused = refusedIn(plan);
  return refused.length === 0 ? {} : { refused };
}

function refusedOf(view: SubjectView | undefined, now: Date): string[] {
  return view ? refusedLines(view.subject, { ...view, now }) : [];
}

function rowsOf(view: SubjectView, call: Call): ReturnType<typeof summarize> {
  const rows = summarize(view);
  if (call.options.isSet("all") || call.out.isJson) return rows;
  return namedRows(rows, view.catalog);
}

function sayNext(call: Call, views: readonly SubjectView[]): ExitCode {
  if (views.some(({ ledger }) => ledger.isDamaged)) {
    call.out.note("The ledger is damaged from some line on; what stands above is what is still valid.");
    call.out.next("unlist ledger repair keeps every valid record");
    return ExitCode.damaged;
  }
  const due = views.reduce((sum, view) => sum + view.plan.tasks.length, 0);
  call.out.next(due > 0 ? `unlist run does what is due (${due})` : "nothing is due now");
  return ExitCode.done;
}
