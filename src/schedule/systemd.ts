import { join } from "node:path";
import { CREDENTIAL } from "../config/config.ts";
import type { Installation, Places } from "./installation.ts";
import { DESCRIPTION, HARD_LIMIT_HOURS, splitAtUser, type Job } from "./job.ts";

const CTL = ["systemctl", "--user"] as const;

export function systemdInstallation(job: Job, { configDir }: Places): Installation {
  const dir = join(configDir, "systemd", "user");
  const timer = `${job.name}.timer`;
  return {
    kind: "systemd",
    files: [
      { path: join(dir, `${job.name}.service`), text: serviceText(job) },
      { path: join(dir, timer), text: timerText(job) },
    ],
    enable: [[...CTL, "daemon-reload"], [...CTL, "enable", "--now", timer]],
    disable: [[...CTL, "disable", "--now", timer]],
    ask: [...CTL, "is-active", "--quiet", timer],
  };
}

/**
 * The key comes as a credential: systemd copies it for this service alone, and no argument names it.
 * 3 and 4 say that a person is needed or that a retry comes, 75 that somebody else is at it: none is a failure of the job.
 */
function serviceText(job: Job): string {
  return `[Unit]
Description=${DESCRIPTION}

[Service]
Type=oneshot
ExecStart=${job.command.map((word) => quoted(word, job)).join(" ")}
LoadCredential=${CREDENTIAL}:${withSpecifiers(job.keyFile, job)}
SuccessExitStatus=3 4 75
Nice=19
IOSchedulingClass=idle
UMask=0077
TimeoutStartSec=${HARD_LIMIT_HOURS}h
`;
}

function timerText({ minute }: Job): string {
  return `[Unit]
Description=${DESCRIPTION}

[Timer]
OnCalendar=*-*-* *:${String(minute).padStart(2, "0")}:00
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines */
function quoted(word: string, job: Job): string {
  const text = withSpecifiers(word, job);
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("$", "$$$$")}"`;
}

/** `%h` is the user's folder, whoever that is; a percent sign of the path's own is doubled. */
function withSpecifiers(path: string, job: Job): string {
  const { isUsers, rest } = splitAtUser(path, job);
  return `${isUsers ? "%h" : ""}${rest.replaceAll("%", "%%")}`;
}
