import type { Plan } from "./task.ts";

/** When the plan has something to do next, as far as it can tell by itself: now, at a date, or never. */
export function nextDueAt({ tasks, skips }: Plan, now: Date): Date | undefined {
  if (tasks.length > 0) return now;
  const dates = skips.flatMap(({ until }) => (until === undefined || new Date(until) <= now ? [] : [until]));
  const [first] = dates.sort();
  return first === undefined ? undefined : new Date(first);
}
