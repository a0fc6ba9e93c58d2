import { taskName } from "../plan/task-name.ts";
import type { Budget, Budgeted } from "./budget.ts";
import type { RunLanes } from "./rooms.ts";

/** Tasks before the next one's turn: enough to be worth a browser, few enough that nobody waits for another's five hundred. */
const TASKS_A_TURN = 12;

/** A part of a budget. */
export interface Turn extends Budget {
  /** Something was left for the next turn. */
  readonly isOver: boolean;
}

export interface TurnsOf {
  readonly lanes: Pick<RunLanes, "add">;
  readonly budget: Budget;
  /** Works as far as the turn goes; false when there is to be no other one. */
  readonly work: (who: string, turn: Turn) => Promise<boolean>;
}

/** Each a lane of their own; after its turn a lane queues up again behind the others. Whoever is alone has one turn without an end. */
export function inTurns(all: readonly string[], { lanes, budget, work }: TurnsOf): void {
  const most = all.length === 1 ? Infinity : TASKS_A_TURN;
  const queue = (who: string, tried: Set<string>): void =>
    lanes.add(who, async () => {
      if (await work(who, turnOf(budget, { most, tried }))) queue(who, tried);
    });
  for (const who of all) queue(who, new Set());
}

/** So many tasks, none of them one that an earlier turn tried. */
function turnOf(budget: Budget, { most, tried }: { readonly most: number; readonly tried: Set<string> }): Turn {
  const before = new Set(tried);
  let isOver = false;
  const isSpent = (): boolean => tried.size - before.size >= most;
  return {
    get isOver() {
      return isOver;
    },
    admits(task: Budgeted) {
      if (before.has(taskName(task)) || !budget.admits(task)) return false;
      isOver ||= isSpent();
      return !isSpent();
    },
    begun(task: Budgeted) {
      tried.add(taskName(task));
      budget.begun(task);
    },
  };
}
