import type { Installation, Places, ScheduleKind } from "../../src/schedule/installation.ts";
import type { Job } from "../../src/schedule/job.ts";
import { installationOf } from "../../src/schedule/kinds.ts";

/** A user whose folders are named after them, with a space and the signs that each format has to escape. */
export const JOB: Job = {
  name: "upkeep-0a1b2c3d",
  command: ["/usr/bin/node", "/home/canarylast/my tools/un'list & 100%/unlist.mjs", "run", "--unattended", "--home", "/home/canarylast/.local/share/unlist"],
  keyFile: "/home/canarylast/keys $HOME/unlist.key",
  minute: 7,
  userDir: "/home/canarylast",
};

export const WINDOWS_JOB: Job = {
  ...JOB,
  command: ["C:\\Program Files\\nodejs\\node.exe", "C:\\Users\\canarylast\\un & list\\unlist.mjs", "run", "--unattended"],
  keyFile: "C:\\Users\\canarylast\\unlist.key",
  userDir: "C:\\Users\\canarylast",
};

const PLACES: Places = { configDir: "/home/canarylast/.config", home: "/home/canarylast/.local/share/unlist", uid: 1000 };

export function installed(kind: ScheduleKind, job: Job = kind === "schtasks" ? WINDOWS_JOB : JOB): Installation {
  return installationOf(kind, job, PLACES);
}

/** All that a system's scheduler is given to keep. */
export function textOf({ files, table = [] }: Installation): string {
  return [...files.map(({ text }) => text), ...table].join("\n");
}
