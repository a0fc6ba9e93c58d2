import { ExitCode } from "../../base/errors.ts";
import { humanTasks } from "../../report/human-tasks.ts";
import type { Call } from "../call.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";

/** All steps that need a person, in one batch, the shortest first. */
export async function tasksCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const tasks: (ReturnType<typeof humanTasks>[number] & { subject: string })[] = [];
  for (const subject of await subjectsInHand(call)) {
    tasks.push(...humanTasks(await viewSubject(call, opened, subject)).map((task) => ({ subject, ...task })));
  }
  const minutes = tasks.reduce((sum, task) => sum + task.minutes, 0);
  const columns = [{ title: "for", least: 12 }, { title: "min", align: "right" as const }, { title: "why", least: 20 }, { title: "what to do", least: 24 }];
  const table = call.out.table(columns, tasks.map((task) => [task.id, String(task.minutes), task.why, task.what]));
  call.out.result({ tasks, minutes }, tasks.length === 0 ? ["Nothing needs you."] : [...table, "", `${tasks.length} steps, about ${minutes} minutes. None of them is urgent unless it says so.`]);
  return tasks.length === 0 ? ExitCode.done : ExitCode.needsHuman;
}
