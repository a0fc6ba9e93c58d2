import type { Clock } from "../base/clock.ts";
import type { Task } from "../plan/task.ts";

export type Budgeted = Pick<Task, "kind" | "broker" | "listing">;

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
