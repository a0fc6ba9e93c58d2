import { asideKey, type Asides } from "../ledger/asides.ts";
import { NO_LISTING } from "../ledger/events.ts";
import type { HumanTask } from "./human-tasks.ts";

/** Nobody is handed more than this at once: a long list is a reason to do nothing. */
export const MOST_OFFERED = 3;

/** A person's steps, parted by what they said of them. */
export interface TaskBatch<T extends HumanTask = HumanTask> {
  /** Open, in their order; the first few of them are offered. */
  readonly open: readonly T[];
  readonly later: readonly (T & { readonly until: string })[];
  readonly skipped: readonly T[];
}

/** What the person said last of a step counts for that step alone: what needs them for another reason, or anew, is open again. */
export function batchOf<T extends HumanTask>(tasks: readonly T[], asides: Asides, now: Date): TaskBatch<T> {
  const open: T[] = [];
  const later: (T & { until: string })[] = [];
  const skipped: T[] = [];
  for (const task of tasks) {
    const aside = asides.get(asideKey(placeOfTask(task), task.reason));
    if (aside === undefined || aside.answer === "undone" || (task.since !== undefined && task.since > aside.at)) open.push(task);
    else if (aside.answer === "skipped") skipped.push(task);
    else if (aside.until !== undefined && new Date(aside.until) > now) later.push({ ...task, until: aside.until });
    else open.push(task);
  }
  return { open, later, skipped };
}

/** Where the ledger keeps what is said of a step: at its listing, its broker, or a name of its own (`category:phone`). */
export function placeOfTask({ id }: Pick<HumanTask, "id">): { broker: string; listing: string } {
  const [broker = "", listing = NO_LISTING] = id.replace(":", "-").split("/");
  return { broker, listing };
}
