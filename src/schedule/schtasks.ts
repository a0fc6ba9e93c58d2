import { join } from "node:path";
import type { Installation, Places } from "./installation.ts";
import { DESCRIPTION, HARD_LIMIT_HOURS, splitAtUser, type Job } from "./job.ts";
import { xmlText } from "./xml.ts";

/** A task of the user who installs it: no user is named in it, so the tool takes whoever runs it. */
export function schtasksInstallation(job: Job, { home }: Places): Installation {
  const path = join(home, `${job.name}.xml`);
  return {
    kind: "schtasks",
    files: [{ path, text: taskXml(job), encoding: "utf16le" }],
    enable: [["schtasks", "/Create", "/TN", job.name, "/XML", path, "/F"]],
    disable: [["schtasks", "/Delete", "/TN", job.name, "/F"]],
    ask: ["schtasks", "/Query", "/TN", job.name],
  };
}

/** In the order of https://learn.microsoft.com/openspecs/windows_protocols/ms-tsch (2.5). Priority 9 is the last but one: idle. */
function taskXml(job: Job): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${DESCRIPTION}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T00:${String(job.minute).padStart(2, "0")}:00</StartBoundary>
      <Repetition>
        <Interval>PT1H</Interval>
        <Duration>P1D</Duration>
      </Repetition>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT${HARD_LIMIT_HOURS}H</ExecutionTimeLimit>
    <Priority>9</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>${xmlText(`/d /c "${commandLine(job)}"`)}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** Through cmd, which expands the word for the user's folder. No file name there holds a quotation mark. */
function commandLine(job: Job): string {
  return [...job.command, "--key-file", job.keyFile].map((word) => cmdWord(word, job)).join(" ");
}

function cmdWord(word: string, job: Job): string {
  const { isUsers, rest } = splitAtUser(word, job);
  const text = `${isUsers ? "%USERPROFILE%" : ""}${rest}`;
  return /^[\w@+=:./\\-]+$/.test(text) ? text : `"${text}"`;
}
