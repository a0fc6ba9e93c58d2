import { createHash } from "node:crypto";
import type { Random } from "../base/random.ts";

/** What a system's own scheduler is told: what to start, and at which minute of each hour. */
export interface Job {
  /** Says neither whose it is nor what it does. */
  readonly name: string;
  /** Program and arguments; a key file, where the system does not hand it over itself, comes after them. */
  readonly command: readonly string[];
  readonly keyFile: string;
  readonly minute: number;
  /** The user's own folder, which units write as the system's word for it: its name is often a person's. */
  readonly userDir: string;
}

export const DESCRIPTION = "Hourly upkeep";

/** A run that found no end by itself is stopped after so long: its budget ends it far earlier. */
export const HARD_LIMIT_HOURS = 2;

/** One job a home, so that a second home gets one of its own and a second `install` replaces the first. */
export function jobName(home: string): string {
  return `upkeep-${createHash("sha256").update(home).digest("hex").slice(0, 8)}`;
}

/** Every hour, since the job itself knows what is due: whatever a sleeping machine missed is made up for within the hour. */
export function drawMinute(random: Random): number {
  return Math.floor(random.next() * 60);
}

/** A path below the user's folder as `word` and the rest; any other stays as it is. */
export function splitAtUser(path: string, { userDir }: Pick<Job, "userDir">): { readonly isUsers: boolean; readonly rest: string } {
  const isUsers = path.startsWith(`${userDir}/`) || path.startsWith(`${userDir}\\`);
  return { isUsers, rest: isUsers ? path.slice(userDir.length) : path };
}
