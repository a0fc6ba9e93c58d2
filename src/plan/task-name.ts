import type { Task } from "./task.ts";

/** What tells one planned unit of work from another within a run. */
export function taskName({ kind, broker, listing }: Pick<Task, "kind" | "broker" | "listing">): string {
  return `${kind} ${broker} ${listing}`;
}
