import { UsageError } from "../base/errors.ts";
import { handGroups, type HandGroup } from "../report/hand-work.ts";
import { allSteps, type HumanTask } from "../report/human-tasks.ts";
import { batchOf, type TaskBatch } from "../report/task-batch.ts";
import type { Call } from "./call.ts";
import type { OpenedHome } from "./open-home.ts";
import { subjectsInHand, viewSubject, type SubjectView } from "./subject-view.ts";

/** A step of one of the people in this home. */
export interface SubjectTask extends HumanTask {
  readonly subject: string;
}

export interface TasksOf {
  readonly view: SubjectView;
  readonly batch: TaskBatch<SubjectTask>;
  readonly withoutPlaybook: readonly HandGroup[];
}

/** All steps that need the people in hand. */
export async function tasksInHand(call: Call, opened: OpenedHome): Promise<TasksOf[]> {
  const all: TasksOf[] = [];
  for (const subject of await subjectsInHand(call)) all.push(await tasksOf(call, opened, subject));
  return all;
}

export async function tasksOf(call: Call, opened: OpenedHome, subject: string): Promise<TasksOf> {
  const view = await viewSubject(call, opened, subject);
  const tasks = allSteps(view).map((task) => ({ ...task, subject }));
  return { view, batch: batchOf(tasks, view.asides, view.now), withoutPlaybook: handGroups(view) };
}

/** A step by what `tasks` calls it, or the start of that where it is enough. */
export function taskNamed(name: string, tasks: readonly SubjectTask[]): SubjectTask {
  const wanted = name.replace(/…$/, "");
  const found = tasks.filter(({ id }) => id.startsWith(wanted));
  const exact = found.find(({ id }) => id === wanted);
  if (exact) return exact;
  const [first, ...others] = found;
  if (first && others.every(({ id }) => id === first.id)) return first;
  throw new UsageError(first ? "that names several steps" : "no step is called that", { hint: "unlist tasks --all names them" });
}
