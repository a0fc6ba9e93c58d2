import { HOUR_MS } from "../base/duration.ts";

const MINUTE_MS = 60_000;
/** Something may have been decided or added meanwhile, so nobody sleeps longer than this. */
const LONGEST_MS = 6 * HOUR_MS;
/** What was left over is gone on with after a breath, not at once. */
const SHORTEST_MS = 15 * MINUTE_MS;

/** When a `watch` looks again what is due: when the last round knows of something, but neither at once nor too late. */
export function wakeAt(nextAt: string | undefined, now: Date): Date {
  const wanted = nextAt === undefined ? Infinity : Date.parse(nextAt);
  return new Date(Math.min(Math.max(wanted, now.getTime() + SHORTEST_MS), now.getTime() + LONGEST_MS));
}
