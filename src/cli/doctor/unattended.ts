import { DAY_MS } from "../../base/duration.ts";
import { readHealth } from "../../schedule/health.ts";
import type { Call } from "../call.ts";
import type { Finding } from "./finding.ts";

const NAME = "unattended";
/** A job that starts every hour has missed many by then, even on a machine that sleeps at night. */
const OLD_MS = 3 * DAY_MS;

/** Whether the runs that nobody watches still happen; nothing where none ever did. */
export async function checkUnattended({ config, files, clock }: Pick<Call, "config" | "files" | "clock">): Promise<Finding[]> {
  const { lastRun } = await readHealth(config.home, files);
  if (!lastRun) return [];
  const ago = clock.now().getTime() - Date.parse(lastRun.endedAt);
  const words = `the last run ended ${lastRun.endedAt.slice(0, 16).replace("T", " ")} with ${lastRun.exitCode}`;
  if (ago < OLD_MS) return [{ name: NAME, state: "good", words }];
  return [{ name: NAME, state: "note", words: `${words}, ${Math.floor(ago / DAY_MS)} days ago`, mend: "unlist schedule status says whether a job is on; unlist run catches up" }];
}
