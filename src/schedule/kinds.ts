import { cronInstallation } from "./cron.ts";
import type { Installation, Places, ScheduleKind } from "./installation.ts";
import type { Job } from "./job.ts";
import { launchdInstallation } from "./launchd.ts";
import { schtasksInstallation } from "./schtasks.ts";
import { systemdInstallation } from "./systemd.ts";

const INSTALLATIONS: Readonly<Record<ScheduleKind, (job: Job, places: Places) => Installation>> = {
  systemd: systemdInstallation,
  launchd: launchdInstallation,
  cron: cronInstallation,
  schtasks: schtasksInstallation,
};

export function installationOf(kind: ScheduleKind, job: Job, places: Places): Installation {
  return INSTALLATIONS[kind](job, places);
}

export type Kinds = readonly [usual: ScheduleKind, ...others: ScheduleKind[]];

/** The kinds that a system may have, the usual one first. */
export function kindsOf(platform: NodeJS.Platform, hasSystemd: boolean): Kinds {
  if (platform === "darwin") return ["launchd", "cron"];
  if (platform === "win32") return ["schtasks"];
  return hasSystemd ? ["systemd", "cron"] : ["cron", "systemd"];
}
