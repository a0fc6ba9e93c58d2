import { z } from "zod";

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;

export const HOUR_MS = UNIT_MS.h;
export const DAY_MS = UNIT_MS.d;

/** A length of time as our files write it: `30s`, `72h`, `14d`. */
export const Duration = z
  .string()
  .regex(/^\d{1,6}(ms|s|m|h|d)$/, "wants a number with its unit, like 30s, 72h or 14d")
  .meta({ description: "A length of time with its unit: 30s, 5m, 72h, 14d." });
export type Duration = z.infer<typeof Duration>;

export function toMs(duration: Duration): number {
  const [, count = "0", unit = "ms"] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Number(count) * UNIT_MS[unit as Unit];
}

export function after(at: Date | string, length: Duration | number): Date {
  return new Date(new Date(at).getTime() + (typeof length === "number" ? length : toMs(length)));
}
