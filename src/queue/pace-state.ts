import { z } from "zod";
import { DAY_MS } from "../base/duration.ts";
import { LONGEST_RETRY_AFTER_MS } from "./retry-after.ts";

const Instant = z.iso.datetime();

/** When each host was last met, and which of them keep failing, as it is kept between runs. Holds hosts and times, nothing personal. */
export const PaceState = z.strictObject({
  hosts: z.record(z.string(), z.strictObject({ turnsAt: z.array(Instant), notBeforeAt: Instant.optional() })),
  circuits: z.record(z.string(), z.strictObject({ failures: z.int().min(1), refusesUntilAt: Instant.optional() })).default({}),
});
export type PaceState = z.infer<typeof PaceState>;
export type HostTurns = Pick<PaceState, "hosts">;

/** Turns of one host, oldest first, in milliseconds; `notBefore` is what a `Retry-After` asked for. */
export interface HostRecord {
  turns: number[];
  notBefore: number;
}

/** More turns a day than this are not counted one by one, which is also the highest cap a day that is held. */
export const MOST_PER_DAY = 2_000;

/** Drops what no rule looks at any more: turns older than a day, save the last one. */
export function prune(record: HostRecord, now: number): void {
  const last = record.turns.at(-1);
  const recent = record.turns.filter((turn) => turn > now - DAY_MS).slice(-MOST_PER_DAY);
  record.turns = recent.length > 0 || last === undefined ? recent : [last];
}

/** Both records in one; times that the clock can't have seen yet are cut to now, so that a clock set back doesn't block a host. */
export function merged(ours: HostRecord | undefined, kept: PaceState["hosts"][string], now: number): HostRecord {
  const turns = kept.turnsAt.map((at) => Math.min(Date.parse(at), now));
  const notBefore = kept.notBeforeAt === undefined ? 0 : Math.min(Date.parse(kept.notBeforeAt), now + LONGEST_RETRY_AFTER_MS);
  return {
    turns: [...new Set([...(ours?.turns ?? []), ...turns])].sort((a, b) => a - b),
    notBefore: Math.max(ours?.notBefore ?? 0, notBefore),
  };
}

export function exported(records: ReadonlyMap<string, HostRecord>): HostTurns {
  const hosts: PaceState["hosts"] = {};
  for (const [host, { turns, notBefore }] of records) {
    hosts[host] = { turnsAt: turns.map(instant), ...(notBefore > 0 ? { notBeforeAt: instant(notBefore) } : {}) };
  }
  return { hosts };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
