import type { Plan, Skip, Task } from "../plan/task.ts";

export interface PlannedAt {
  readonly tasks: readonly Task[];
  readonly skips: readonly Skip[];
}

const NOTHING: PlannedAt = { tasks: [], skips: [] };

/** A plan broker by broker, grouped once: over a thousand brokers, looking each up in the whole plan is a million looks. */
export function byBroker({ tasks, skips }: Plan): (broker: string) => PlannedAt {
  const found = new Map<string, { tasks: Task[]; skips: Skip[] }>();
  const at = (broker: string) => {
    const here = found.get(broker) ?? { tasks: [], skips: [] };
    found.set(broker, here);
    return here;
  };
  for (const task of tasks) at(task.broker).tasks.push(task);
  for (const skip of skips) at(skip.broker).skips.push(skip);
  return (broker) => found.get(broker) ?? NOTHING;
}
