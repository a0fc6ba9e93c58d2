import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { withLines, withoutLines } from "../../src/schedule/cron.ts";
import type { UnitFile } from "../../src/schedule/installation.ts";
import { JOB, installed } from "./fixture.ts";

/** What the systems' own programs say to what is generated. Where one is not there, the golden files of units.test.ts stand alone. */
describe("what is generated", () => {
  it.skipIf(isMissing("systemd-analyze"))("is taken by systemd-analyze verify (skipped where there is none)", async () => {
    const units = installed("systemd", { ...JOB, command: [process.execPath, ...JOB.command.slice(1)] }).files;

    expect(await verify(units)).toEqual({ status: 0, said: "" });
    expect(await verify(units.map((unit) => ({ ...unit, text: unit.text.replace("OnCalendar=*-*-* *:07", "OnCalendar=*-*-* *:77") })))).not.toEqual({ status: 0, said: "" });
  });

  it.skipIf(isMissing("systemd-analyze"))("comes once in each hour, by systemd's own reckoning", () => {
    const calendar = /OnCalendar=(.*)/.exec(installed("systemd").files[1]?.text ?? "")?.[1] ?? "";

    const { stdout } = spawnSync("systemd-analyze", ["calendar", "--iterations=3", "--base-time=2026-11-22 10:30:00 UTC", calendar], { encoding: "utf8", env: { ...process.env, TZ: "UTC" } });

    expect([...stdout.matchAll(/ (\d\d:\d\d:\d\d) UTC/g)].map(([, time]) => time)).toEqual(expect.arrayContaining(["11:07:00", "12:07:00", "13:07:00"]));
  });

  it.skipIf(isMissing("crontab"))("is taken by crontab without being put in (skipped where there is none)", async () => {
    await inFolder(async (dir) => {
      const check = async (table: string): Promise<number | null> => {
        await writeFile(join(dir, "table"), table);
        const [debian, cronie] = ["-n", "-T"].map((dry) => spawnSync("crontab", [dry, join(dir, "table")]).status);
        return debian === 0 ? 0 : (cronie ?? null);
      };
      const table = withLines("", JOB.name, installed("cron").table ?? []);

      expect(await check(table)).toBe(0);
      expect(await check(table.replace("7 * * * *", "77 * * * *"))).not.toBe(0);
    });
  });

  it.skipIf(isMissing("plutil"))("is taken by plutil (skipped where there is none)", async () => {
    const [agent] = installed("launchd").files;
    await inFolder(async (dir) => {
      const path = join(dir, "agent.plist");
      await writeFile(path, agent?.text ?? "");

      expect(spawnSync("plutil", ["-lint", path]).status).toBe(0);
    });
  });

  it.skipIf(isMissing("xmllint"))("fits the Task Scheduler's schema, by xmllint (skipped where there is none)", async () => {
    const [task] = installed("schtasks").files;
    const check = (text: string) => xmllint(["--schema", join(import.meta.dirname, "task.xsd")], Buffer.from(`\ufeff${text}`, "utf16le"));

    expect(await check(task?.text ?? "")).toBe(0);
    for (const [from, to] of [["PT1H</Interval>", "1 hour</Interval>"], ["IgnoreNew", "Ignore"], ["Priority>9", "Priority>11"], [/(<Enabled>.*)(<StartBoundary>.*?\n)/s, "$2$1"]] as const) {
      expect(await check((task?.text ?? "").replace(from, to)), String(from)).not.toBe(0);
    }
  });

  it.skipIf(isMissing("xmllint"))("fits what a property list may hold, by xmllint (skipped where there is none)", async () => {
    const [agent] = installed("launchd").files;
    const check = (text: string) => xmllint(["--dtdvalid", join(import.meta.dirname, "plist.dtd")], Buffer.from(text));

    expect(await check(agent?.text ?? "")).toBe(0);
    expect(await check((agent?.text ?? "").replace("<key>Nice</key>", ""))).not.toBe(0);
  });

  it.skipIf(isMissing("sh"))("is read by the shell as the words that were meant, with the user's folder in their place", () => {
    const line = (installed("cron").table?.[1] ?? "").replace("7 * * * * nice -n 19 /usr/bin/node ", "printf '%s\\n' ").replace(" >/dev/null 2>&1", "").replaceAll("\\%", "%");

    const { stdout } = spawnSync("sh", ["-c", line], { encoding: "utf8", env: { HOME: JOB.userDir, PATH: process.env["PATH"] } });

    expect(stdout.trimEnd().split("\n")).toEqual([...JOB.command.slice(1), "--key-file", JOB.keyFile]);
  });
});

describe("the table of cron", () => {
  const lines = installed("cron").table ?? [];
  const theirs = "MAILTO=me\n# mine\n5 4 * * 7 backup\n";

  it.each([
    ["an empty one", ""],
    ["somebody's own", theirs],
    ["one without a last line end", theirs.trimEnd()],
  ])("holds the job once however often it is put in, and is %s again without it", (_, table) => {
    const once = withLines(table, JOB.name, lines);
    const twice = withLines(once, JOB.name, lines);

    expect(twice).toBe(once);
    expect(once.split("\n").filter((line) => line.startsWith("7 * "))).toHaveLength(1);
    expect(withoutLines(once, JOB.name).trimEnd()).toBe(table.trimEnd());
  });

  it("keeps the job of another home", () => {
    const both = withLines(withLines(theirs, "upkeep-11111111", ["# upkeep-11111111: begin", "other", "# upkeep-11111111: end"]), JOB.name, lines);

    expect(withoutLines(both, JOB.name)).toContain("other");
  });
});

/** As a user's manager would read them. */
async function verify(units: readonly UnitFile[]): Promise<{ status: number | null; said: string }> {
  return inFolder(async (dir) => {
    const paths = await Promise.all(units.map(async ({ path, text }) => {
      await writeFile(join(dir, basename(path)), text);
      return join(dir, basename(path));
    }));
    const { status, stdout, stderr } = spawnSync("systemd-analyze", ["--user", "verify", "--man=no", ...paths], { encoding: "utf8", env: { ...process.env, XDG_RUNTIME_DIR: dir, SYSTEMD_UNIT_PATH: `${dir}:/usr/lib/systemd/user` } });
    return { status, said: `${stdout}${stderr}`.split("\n").filter((line) => line.includes(JOB.name)).join("\n") };
  });
}

/** Nothing is fetched for it. */
async function xmllint(by: readonly string[], bytes: Buffer): Promise<number | null> {
  return inFolder(async (dir) => {
    await writeFile(join(dir, "unit.xml"), bytes);
    return spawnSync("xmllint", ["--nonet", "--noout", ...by, join(dir, "unit.xml")]).status;
  });
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "unlist-units-"));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function isMissing(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0;
}
