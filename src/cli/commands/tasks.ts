import { ExitCode, UsageError } from "../../base/errors.ts";
import { handGroups, type HandGroup } from "../../report/hand-work.ts";
import { humanTasks, tasksByHand, type HumanTask } from "../../report/human-tasks.ts";
import type { Call } from "../call.ts";
import { handLines, sayMinutes, wrapped } from "../hand-lines.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";

const BY_HAND = ["drop", "portal", "phone", "post", "human"] as const;

interface SubjectTasks {
  readonly subject: string;
  /** Of the brokers that unlist works on: few, and each is named. */
  readonly tasks: readonly HumanTask[];
  /** Of those that it can't: many, so they are counted unless asked for. */
  readonly byHand: readonly HumanTask[];
  readonly withoutPlaybook: readonly HandGroup[];
}

/** All steps that need a person, in one batch, the shortest first; brokers without a playbook by the way they are asked. */
export async function tasksCommand(call: Call): Promise<ExitCode> {
  const by = wayAskedFor(call);
  const opened = await openTheHome(call);
  const subjects: SubjectTasks[] = [];
  for (const subject of await subjectsInHand(call)) {
    const view = await viewSubject(call, opened, subject);
    const byHand = tasksByHand(view).filter(({ route }) => by === undefined || route === by);
    subjects.push({ subject, tasks: by === undefined ? humanTasks(view) : [], byHand, withoutPlaybook: handGroups(view) });
  }
  const all = subjects.flatMap(({ subject, tasks, byHand }) => [...tasks, ...byHand].map((task) => ({ subject, ...task })));
  call.out.result({ tasks: all, minutes: total(all), withoutPlaybook: subjects.flatMap(({ withoutPlaybook }) => withoutPlaybook) }, subjects.flatMap((one) => (by === undefined ? batchLines(call, one) : stepLines(call, one))));
  return all.length === 0 ? ExitCode.done : ExitCode.needsHuman;
}

function wayAskedFor({ options }: Call): string | undefined {
  const by = options.text("by");
  if (by === undefined || BY_HAND.some((kind) => kind === by)) return by;
  throw new UsageError("--by wants a way of asking", { hint: BY_HAND.join(", ") });
}

function batchLines({ out }: Call, { tasks, byHand, withoutPlaybook }: SubjectTasks): string[] {
  const named = [...tasks, ...byHand.filter(({ route }) => route === "drop")];
  const columns = [{ title: "for", least: 12 }, { title: "min", align: "right" as const }, { title: "why", least: 20 }, { title: "what to do", least: 24 }];
  const table = out.table(columns, named.map((task) => [task.id, String(task.minutes), task.why, task.what]));
  const end = `${named.length} steps, about ${sayMinutes(total(named))}. None of them is urgent unless it says so.`;
  const counted = withoutPlaybook.filter(({ minutes }) => minutes > 0);
  return [...(named.length === 0 ? ["Nothing needs you."] : [...table, "", end]), ...(counted.length > 0 ? ["", ...handLines(counted)] : [])];
}

/** One after the other with every step, those that show most first. */
function stepLines({ out }: Call, { byHand }: SubjectTasks): string[] {
  const lines = byHand.flatMap((task) => [
    out.paint.strong(`${task.id}, ${task.minutes} min`),
    ...wrapped(task.why, { width: out.width, indent: 2 }),
    ...(task.steps ?? []).flatMap((step, i) => wrapped(step, { width: out.width, indent: 2, mark: `${i + 1}. ` })),
    "",
  ]);
  return [...lines, `${byHand.length} steps, about ${sayMinutes(total(byHand))}. When one is done: unlist request made BROKER`];
}

function total(tasks: readonly HumanTask[]): number {
  return tasks.reduce((sum, task) => sum + task.minutes, 0);
}
