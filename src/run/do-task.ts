import type { Task } from "../plan/task.ts";
import { eventsOf, sayOutcome } from "./events-of.ts";
import { perform } from "./perform.ts";
import type { Rooms } from "./rooms.ts";

export interface DoneTask {
  readonly task: Task;
  readonly outcome: string;
  /** Egress, disclosure or authority said no. */
  readonly isRefused: boolean;
}

/** One task from the plan to the ledger. */
export async function doTask(task: Task, rooms: Rooms): Promise<DoneTask> {
  rooms.progress.started(task);
  const outcome = await perform(task, rooms);
  await rooms.ledger.append(...eventsOf(outcome, { task, rooms }));
  const words = sayOutcome(outcome);
  rooms.progress.ended(task, words);
  return { task, outcome: words, isRefused: outcome.kind === "refused" };
}
