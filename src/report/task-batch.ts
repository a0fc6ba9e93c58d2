import { NO_LISTING, type Event, type EventOf } from "../ledger/events.ts";
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

type Aside = EventOf<"put-aside">;

/** What the person said last of a step counts for that step alone: what needs them for another reason, or anew, is open again. */
export function batchOf<T extends HumanTask>(tasks: readonly T[], events: readonly Event[], now: Date): TaskBatch<T> {
  const asides = new Map(events.filter(isAside).map((aside) => [nameOf(aside.broker, aside.listings[0], aside.about), aside]));
  const open: T[] = [];
  const later: (T & { until: string })[] = [];
  const skipped: T[] = [];
  for (const task of tasks) {
    const { broker, listing } = placeOfTask(task);
    const aside = asides.get(nameOf(broker, listing, task.reason));
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

function isAside(event: Event): event is Aside {
  return event.type === "put-aside";
}

function nameOf(broker: string, listing: string | undefined, about: string): string {
  return `${broker}/${listing ?? NO_LISTING} ${about}`;
}
