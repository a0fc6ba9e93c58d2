import { readHealth } from "../schedule/health.ts";
import { isAlive, type ProcessId } from "../base/process-alive.ts";
import type { Call } from "./call.ts";

/** The process that watches this home, if one does. */
export async function livingWatch({ config, files }: Pick<Call, "config" | "files">): Promise<ProcessId | undefined> {
  const { watch } = await readHealth(config.home, files);
  return watch && watch.state !== "ended" && (await isAlive(watch.process)) ? watch.process : undefined;
}
