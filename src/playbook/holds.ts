import type { SubjectCondition } from "../catalog/condition.ts";
import type { StageJob } from "./desk.ts";

/** Whether all that the condition names is so. What the task does not know is not so. */
export function holds(condition: SubjectCondition, { about = {}, lookup }: Pick<StageJob, "about" | "lookup">): boolean {
  const { age, has, state, address } = condition;
  if (age && !(about.age !== undefined && about.age >= (age.from ?? 0) && about.age <= (age.to ?? Infinity))) return false;
  if (state && !state.some((code) => code === about.state)) return false;
  if (address && about.address !== address) return false;
  return has === undefined || lookup(has).kind === "send";
}
