import type { Clock } from "../base/clock.ts";
import type { Task } from "../plan/task.ts";
import { taskName } from "../plan/task-name.ts";

type Budgeted = Pick<Task, "kind" | "broker" | "listing">;

/** What a run may spend. A task that was begun is always brought to its end; nothing more is begun once it is spent. */
export interface Budget {
  admits(task: Budgeted): boolean;
  begun(task: Budgeted): void;
}

export const noLimit: Budget = { admits: () => true, begun: () => undefined };

export interface BudgetWish {
  readonly clock: Clock;
  readonly timeMs: number;
  /** New requests. A mail that confirms one already made is not counted, since its link runs out. */
  readonly requests: number;
}

/** Counts from now on. */
export function budgetOf({ clock, timeMs, requests }: BudgetWish): Budget {
  const until = clock.now().getTime() + timeMs;
  let left = requests;
  return {
    admits: ({ kind }) => clock.now().getTime() < until && (kind !== "submit" || left > 0),
    begun({ kind }) {
      if (kind === "submit") left -= 1;
    },
  };
}

/** One turn of somebody who shares the machine with others. */
export interface Turn extends Budget {
  /** Something was left for the next turn. */
  readonly isOver: boolean;
}

/** A part of a budget: so many tasks, none of them one that an earlier turn tried. */
export function turnOf(budget: Budget, { most, tried }: { readonly most: number; readonly tried: ReadonlySet<string> }): Turn {
  let begun = 0;
  let isOver = false;
  return {
    get isOver() {
      return isOver;
    },
    admits(task) {
      if (tried.has(taskName(task)) || !budget.admits(task)) return false;
      isOver ||= begun >= most;
      return begun < most;
    },
    begun(task) {
      begun += 1;
      budget.begun(task);
    },
  };
}
