import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/base/random.ts";
import { SCHEDULE_KINDS } from "../../src/schedule/installation.ts";
import { drawMinute, jobName } from "../../src/schedule/job.ts";
import { kindsOf } from "../../src/schedule/kinds.ts";
import { JOB, installed, textOf } from "./fixture.ts";

describe("a scheduled job", () => {
  it.each(SCHEDULE_KINDS)("tells nothing of whose it is in what %s keeps", (kind) => {
    const text = textOf(installed(kind));

    expect(text).not.toMatch(/canarylast/i);
    expect(text.replaceAll(/\S*unlist\S*/g, "")).not.toMatch(/unlist|broker|listing|removal/i); // but for its own path, which the person chose
  });

  it("is named the same for the same home, and otherwise for another", () => {
    expect(jobName("/home/a")).toBe(jobName("/home/a"));
    expect(jobName("/home/a")).not.toBe(jobName("/home/b"));
    expect(jobName("/home/canarylast")).toMatch(/^upkeep-[0-9a-f]{8}$/);
  });

  it("has a minute of its own, any of the sixty", () => {
    const random = seededRandom(1);

    const minutes = new Set(Array.from({ length: 2_000 }, () => drawMinute(random)));

    expect([...minutes].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, minute) => minute));
  });

  it.each([
    ["darwin", false, "launchd"],
    ["win32", false, "schtasks"],
    ["linux", true, "systemd"],
    ["linux", false, "cron"],
  ] as const)("goes to what %s has (systemd: %s): %s", (platform, hasSystemd, kind) => {
    expect(kindsOf(platform, hasSystemd)[0]).toBe(kind);
  });
});

describe("systemd", () => {
  it("starts it hourly, makes up for what was slept through, and takes 3, 4 and 75 for no failure", () => {
    const [service, timer] = installed("systemd").files;

    expect(service?.path).toBe("/home/canarylast/.config/systemd/user/upkeep-0a1b2c3d.service");
    expect(service?.text).toBe(`[Unit]
Description=Hourly upkeep

[Service]
Type=oneshot
ExecStart=/usr/bin/node "%h/my tools/un'list & 100%%/unlist.mjs" run --unattended --home %h/.local/share/unlist
LoadCredential=home-key:%h/keys $HOME/unlist.key
SuccessExitStatus=3 4 75
Nice=19
IOSchedulingClass=idle
UMask=0077
TimeoutStartSec=2h
`);
    expect(timer?.text).toBe(`[Unit]
Description=Hourly upkeep

[Timer]
OnCalendar=*-*-* *:07:00
Persistent=true

[Install]
WantedBy=timers.target
`);
  });
});

describe("cron", () => {
  it("is one line between two marks, with the percent signs that cron would end it at escaped", () => {
    expect(installed("cron").table).toEqual([
      "# upkeep-0a1b2c3d: begin",
      `7 * * * * nice -n 19 /usr/bin/node "$HOME"'/my tools/un'\\''list & 100\\%/unlist.mjs' run --unattended --home "$HOME"/.local/share/unlist --key-file "$HOME"'/keys $HOME/unlist.key' >/dev/null 2>&1`,
      "# upkeep-0a1b2c3d: end",
    ]);
  });
});

describe("launchd", () => {
  it("is an agent at a minute of each hour, nice, through a shell that knows the user's folder", () => {
    const [agent] = installed("launchd").files;

    expect(agent?.path).toBe("/home/canarylast/Library/LaunchAgents/local.upkeep-0a1b2c3d.plist");
    expect(agent?.text).toMatch(/<key>StartCalendarInterval<\/key>\s*<dict>\s*<key>Minute<\/key>\s*<integer>7<\/integer>/);
    expect(agent?.text).toContain("<key>Nice</key>\n  <integer>19</integer>");
    expect(agent?.text).toContain(`<string>exec /usr/bin/node &quot;$HOME&quot;&apos;/my tools/un&apos;\\&apos;&apos;list &amp; 100%/unlist.mjs&apos; run`);
    expect(openTags(agent?.text ?? "")).toEqual([]);
  });
});

describe("the Windows Task Scheduler", () => {
  it("starts it hourly, makes up for a missed start, never twice at a time, with its elements in the schema's order", () => {
    const [task] = installed("schtasks").files;
    const text = task?.text ?? "";

    expect(task?.encoding).toBe("utf16le");
    expect(openTags(text)).toEqual([]);
    expect(childrenOf("CalendarTrigger", text)).toEqual(["Enabled", "StartBoundary", "Repetition", "ScheduleByDay"]); // MS-TSCH 2.5.3
    expect(childrenOf("Task", text)).toEqual(["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]);
    expect(text).toContain("<StartBoundary>2026-01-01T00:07:00</StartBoundary>");
    for (const setting of ["<MultipleInstancesPolicy>IgnoreNew<", "<StartWhenAvailable>true<", "<Interval>PT1H<", "<Priority>9<"]) expect(text).toContain(setting);
    expect(text).toContain(`<Arguments>/d /c &quot;&quot;C:\\Program Files\\nodejs\\node.exe&quot; &quot;%USERPROFILE%\\un &amp; list\\unlist.mjs&quot; run --unattended --key-file &quot;%USERPROFILE%\\unlist.key&quot;&quot;</Arguments>`);
  });
});

/** Tags that are not closed where they should be, or closed and never opened; every bare sign counts as one. */
function openTags(xml: string): string[] {
  const open: string[] = [];
  const body = xml.replaceAll(/<\?.*?\?>|<!DOCTYPE.*?>/gs, "");
  for (const [, end, name = "", self] of body.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
    if (self === "/") continue;
    if (end !== "/") open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return [...open, ...(body.replaceAll(/<[^<>]*>/g, "").match(/[<>]|&(?!(amp|lt|gt|quot|apos);)/g) ?? [])];
}

function childrenOf(parent: string, xml: string): string[] {
  const inner = new RegExp(`<${parent}\\b[^>]*>(.*)</${parent}>`, "s").exec(xml)?.[1] ?? "";
  const names: string[] = [];
  let depth = 0;
  for (const [, end, name = ""] of inner.matchAll(/<(\/?)(\w+)[^<>]*>/g)) {
    if (end === "") depth += 1;
    if (end === "" && depth === 1) names.push(name);
    if (end === "/") depth -= 1;
  }
  return names;
}

describe("a unit's own check", () => {
  it("sees a tag that is left open and a sign that is not escaped", () => {
    expect(openTags("<a><b></a>")).toEqual(["</a>"]);
    expect(openTags("<a>x & y</a>")).toEqual(["&"]);
    expect(JOB.userDir).toContain("canarylast"); // what the tests above look for
  });
});
