import { join } from "node:path";
import type { Installation, Places } from "./installation.ts";
import type { Job } from "./job.ts";
import { shellLine } from "./shell.ts";
import { xmlText } from "./xml.ts";

/** An agent of the user. A start that fell into a sleep is made up for at waking (launchd.plist(5), StartCalendarInterval). */
export function launchdInstallation(job: Job, { uid }: Places): Installation {
  const label = `local.${job.name}`;
  const path = join(job.userDir, "Library", "LaunchAgents", `${label}.plist`);
  return {
    kind: "launchd",
    files: [{ path, text: plist(label, job) }],
    enable: [["launchctl", "bootstrap", `gui/${uid}`, path]],
    disable: [["launchctl", "bootout", `gui/${uid}/${label}`]],
    ask: ["launchctl", "print", `gui/${uid}/${label}`],
  };
}

/** Through the shell, since launchd itself knows no word for the user's folder. */
function plist(label: string, job: Job): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${label}</string>
  <key>ProgramArguments</key>
  <array>
    <string>/bin/sh</string>
    <string>-c</string>
    <string>${xmlText(`exec ${shellLine(job)}`)}</string>
  </array>
  <key>StartCalendarInterval</key>
  <dict>
    <key>Minute</key>
    <integer>${job.minute}</integer>
  </dict>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Nice</key>
  <integer>19</integer>
  <key>LowPriorityIO</key>
  <true/>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
}
