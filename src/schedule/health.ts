import { join } from "node:path";
import { z } from "zod";
import { isMissing, type Files } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import { ProcessId } from "../base/process-alive.ts";

const Instant = z.iso.datetime();

/** How the work that nobody watches goes: codes and times, nothing of anybody. */
export const Health = z.strictObject({
  lastRun: z.strictObject({ startedAt: Instant, endedAt: Instant, exitCode: z.int(), nextAt: Instant.optional() }).optional(),
  watch: z
    .strictObject({
      state: z.enum(["working", "waiting", "ended"]),
      /** Written anew every few minutes while it waits. */
      beatAt: Instant,
      /** When it will look again what is due. */
      wakesAt: Instant.optional(),
      process: ProcessId,
    })
    .optional(),
});
export type Health = z.infer<typeof Health>;

/** Changes a part of it and keeps the other. A home that was wiped meanwhile is told nothing. */
export async function tellHealth(home: string, news: Health, files: Files): Promise<void> {
  const health = { ...(await readHealth(home, files)), ...news };
  await files.replace(healthPath(home), `${JSON.stringify(health, null, 2)}\n`).catch(isMissing);
}

/** Empty where nothing ran yet, or where the file is not what it should be: it only tells, nothing rests on it. */
export async function readHealth(home: string, files: Files): Promise<Health> {
  const bytes = await files.read(healthPath(home)).catch(isMissing);
  return bytes === false ? {} : (Health.safeParse(jsonOrNothing(bytes.toString("utf8"))).data ?? {});
}

function healthPath(home: string): string {
  return join(home, "health.json");
}
