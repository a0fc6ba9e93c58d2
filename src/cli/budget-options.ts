import { Duration, toMs } from "../base/duration.ts";
import { UsageError } from "../base/errors.ts";
import type { BudgetWish } from "../run/budget.ts";
import type { Options } from "./options.ts";

/** What `--for` and `--max` say; what they leave out is for the caller to know. */
export function budgetAsked(options: Options): Partial<Omit<BudgetWish, "clock">> {
  const [time, most] = [options.text("for"), options.text("max")];
  return { ...(time !== undefined && { timeMs: timeOf(time) }), ...(most !== undefined && { requests: numberOf(most) }) };
}

function timeOf(text: string): number {
  const time = Duration.safeParse(text);
  if (time.success) return toMs(time.data);
  throw new UsageError("--for wants a length of time", { hint: "like 20m or 1h" });
}

function numberOf(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new UsageError("--max wants a number of requests", { hint: "like 20" });
}
