import { InterruptedError } from "./base/errors.ts";
import type { Broker } from "./catalog/broker.ts";
import type { Catalog } from "./catalog/load.ts";
import { laneOf, orderOfWork } from "./plan/order-of-work.ts";
import { plan } from "./plan/plan.ts";
import { taskName } from "./plan/task-name.ts";
import type { Plan } from "./plan/task.ts";
import { cover } from "./run/cover.ts";
import { doTask, type DoneTask } from "./run/do-task.ts";
import { reconcile } from "./run/reconcile.ts";
import type { Rooms } from "./run/rooms.ts";

/**
 * The path of the data: plan → lane → playbook → outcome → ledger. Whatever is due is done, one family after another in its
 * lane, until the plan has nothing more to say. State lives in the ledger alone, so a run can end anywhere and be begun again.
 */
export async function run(rooms: Rooms): Promise<RunResult> {
  await reconcile(rooms);
  const done: DoneTask[] = [];
  for (const [lane, catalog] of lanesOf(rooms)) {
    rooms.lanes.add(lane, () => workLane({ ...rooms, catalog }, done));
  }
  await rooms.lanes.onIdle().catch(ignoreInterruption); // said below, with what to do next
  if (rooms.signal.aborted) throw new InterruptedError("stopped before everything due was done", { hint: "unlist run goes on where this ended" });
  return resultOf(done, planNow(rooms));
}

export interface RunResult {
  readonly done: readonly DoneTask[];
  /** What is left after the run, and why. */
  readonly plan: Plan;
  /** Tasks that are due and were not tried: the budget was spent, or they became due at the very end. */
  readonly left: number;
}

function resultOf(done: readonly DoneTask[], left: Plan): RunResult {
  const tried = new Set(done.map(({ task }) => taskName(task)));
  return { done, plan: left, left: left.tasks.filter((task) => !tried.has(taskName(task))).length };
}

export type { DoneTask } from "./run/do-task.ts";

/** What is due at this moment, from what the ledger holds at this moment. */
export function planNow(rooms: Pick<Rooms, "catalog" | "ledger" | "planning" | "clock">): Plan {
  return plan({ ...rooms.planning, catalog: rooms.catalog, cases: [...rooms.ledger.view.cases.values()], now: rooms.clock.now() });
}

/** A lane plans its family anew after each task, since a scan makes a request due and a request a mail. Nothing is tried twice in a run. */
async function workLane(rooms: Rooms, done: DoneTask[]): Promise<void> {
  const tried = new Set<string>();
  while (!rooms.signal.aborted) {
    await cover(rooms);
    const task = planNow(rooms).tasks.find((candidate) => !tried.has(taskName(candidate)) && rooms.budget.admits(candidate));
    if (!task) return;
    tried.add(taskName(task));
    rooms.budget.begun(task);
    done.push(await doTask(task, rooms));
  }
}

function ignoreInterruption(error: unknown): void {
  if (!(error instanceof InterruptedError)) throw error;
}

/** Each lane with the brokers of its family, those first that show most. Where no playbook is, nothing is done by itself. */
function lanesOf({ catalog }: Rooms): Map<string, Catalog> {
  const lanes = new Map<string, Map<string, Broker>>();
  for (const [slug, broker] of orderOfWork(catalog)) {
    const lane = laneOf(slug, catalog.brokers);
    lanes.set(lane, (lanes.get(lane) ?? new Map<string, Broker>()).set(slug, broker));
  }
  const worked = [...lanes].filter(([, brokers]) => [...brokers.keys()].some((slug) => catalog.playbooks.has(slug)));
  return new Map(worked.map(([lane, brokers]) => [lane, { ...catalog, brokers }]));
}
