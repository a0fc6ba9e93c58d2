import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { nodeFiles } from "../base/files.ts";
import { systemRandom } from "../base/random.ts";
import { defaultHome } from "../config/home-dir.ts";
import { productRoot } from "../config/product-root.ts";
import type { System } from "../schedule/install.ts";
import { SCHEDULE_KINDS, type Installation, type ScheduleKind } from "../schedule/installation.ts";
import { drawMinute, jobName, type Job } from "../schedule/job.ts";
import { installationOf, kindsOf, type Kinds } from "../schedule/kinds.ts";
import { runTool } from "../schedule/tool.ts";
import type { Call } from "./call.ts";

export const SYSTEM: System = { files: nodeFiles, tool: runTool };

/** The kind that `--kind` names, else every kind that this system may have, the usual one first. */
export function kindsInHand({ options }: Pick<Call, "options">): Kinds {
  const asked = options.text("kind");
  const known = SCHEDULE_KINDS.find((kind) => kind === asked);
  if (known) return [known];
  if (asked !== undefined) throw new UsageError("--kind wants a scheduler", { hint: SCHEDULE_KINDS.join(", ") });
  return kindsOf(process.platform, existsSync("/run/systemd/system"));
}

/** The job of this home. Its minute is drawn anew each time, so it says where a job is, not when. */
export function jobOf({ config }: Pick<Call, "config">, keyFile = ""): Job {
  const { home, userDir } = config;
  const isDefault = home === defaultHome({ HOME: userDir });
  const program = [process.execPath, join(productRoot(), "scripts", "unlist.mjs")];
  return { name: jobName(home), command: [...program, "run", "--unattended", ...(isDefault ? [] : ["--home", home])], keyFile, minute: drawMinute(systemRandom), userDir };
}

export function installationIn({ config }: Pick<Call, "config">, kind: ScheduleKind, job: Job): Installation {
  return installationOf(kind, job, { configDir: config.userConfigDir, home: config.home, uid: process.getuid?.() ?? 0 });
}
