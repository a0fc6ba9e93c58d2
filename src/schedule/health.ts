import { join } from "node:path";
import { z } from "zod";
import { isMissing, type Files } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";

const Instant = z.iso.datetime();

/** How the work that nobody watches goes: codes and times, nothing of anybody. */
export const Health = z.strictObject({
  by: z.enum(["run", "watch"]),
  state: z.enum(["working", "waiting", "ended"]),
  /** A `watch` that lives writes this anew every few minutes. */
  beatAt: Instant,
  /** Of a `watch`, told apart from a later process of the same number. */
  process: z.strictObject({ pid: z.int().positive(), startTicks: z.string().optional() }).optional(),
  /** When it will look again what is due. */
  wakesAt: Instant.optional(),
  lastRun: z.strictObject({ startedAt: Instant, endedAt: Instant, exitCode: z.int(), nextAt: Instant.optional() }).optional(),
});
export type Health = z.infer<typeof Health>;

export async function writeHealth(home: string, health: Health, files: Files): Promise<void> {
  await files.replace(healthPath(home), `${JSON.stringify(health, null, 2)}\n`);
}

/** Nothing where nothing ran yet, or where the file is not what it should be: it only tells, nothing rests on it. */
export async function readHealth(home: string, files: Files): Promise<Health | undefined> {
  const bytes = await files.read(healthPath(home)).catch(isMissing);
  return bytes === false ? undefined : Health.safeParse(jsonOrNothing(bytes.toString("utf8"))).data;
}

export function healthPath(home: string): string {
  return join(home, "health.json");
}
