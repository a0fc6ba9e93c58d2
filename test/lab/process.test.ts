import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Announcement } from "../../src/lab/announcement.ts";
import { startLab } from "../../src/lab/lab-client.ts";
import { DAY0, demoInstants } from "../../src/lab/lab-clock.ts";
import { sites } from "../../src/lab/sites/index.ts";
import { builtLab, type BuiltLab } from "./built-lab.ts";

describe("the lab's process", () => {
  let built: BuiltLab;
  beforeAll(async () => {
    built = await builtLab();
  });
  afterAll(() => built[Symbol.asyncDispose]());

  it("says where everything is, and everything is on loopback", async () => {
    await using lab = await startLab(built);

    expect(Object.keys(lab.map)).toEqual(expect.arrayContaining(sites.map(({ host }) => host)));
    for (const origin of Object.values(lab.map)) expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([lab.mailbox.imap.host, lab.mailbox.smtp.host]).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it("moves its clock and tells its truth over the control port", async () => {
    await using lab = await startLab(built);
    const before = await lab.truth();

    await lab.setClock(demoInstants()[3]?.at ?? "");
    const after = await lab.truth();

    expect(before.now.slice(0, 16)).toBe("2027-01-11T09:00");
    expect(after.now.slice(0, 16)).toBe("2027-02-20T12:00");
    expect(after.day0).toBe(DAY0);
    expect(after.submissions).toEqual([]);
  });

  it("starts on the day it is given, and answers what a human would read", async () => {
    await using lab = await startLab({ ...built, day0: "2030-05-01T00:00:00Z" });

    await lab.event("relist", "comesback");

    expect((await lab.truth()).day0).toBe("2030-05-01T00:00:00.000Z");
    expect(await lab.captchaAnswer("captchapicture")).toBeUndefined();
  });

  it("fails with a word on what to do when there is no lab to start", async () => {
    await expect(startLab({ entry: "/nowhere/lab.js" })).rejects.toMatchObject({ message: "the lab did not start", hint: "npm run build" });
  });

  it("ends when it is disposed of", async () => {
    const lab = await startLab(built);

    await lab[Symbol.asyncDispose]();

    expect(isAlive(lab.pid)).toBe(false);
  });

  it("ends by itself when its parent lets go of its stdin", async () => {
    const child = await spawned(built.entry);

    child.stdin?.end();
    await once(child, "exit");

    expect(child.exitCode).toBe(0);
  });

  it("ends on SIGTERM with its ports closed, and outlives a SIGINT meant for its parent", async () => {
    const child = await spawned(built.entry);

    child.kill("SIGINT");
    const answer = await fetch(`${child.announcement.control}/truth`, { headers: { authorization: `Bearer ${child.announcement.token}` } });
    child.kill("SIGTERM");
    await once(child, "exit");

    expect([answer.status, child.exitCode]).toEqual([200, 0]);
    await expect(fetch(child.announcement.control)).rejects.toThrow();
  });

  it("dies with its parent, even one that is killed", async () => {
    // A parent that starts the lab, tells its pid, and then hangs: it has no chance to clean up.
    const script = `
      const { spawn } = require("node:child_process");
      const lab = spawn(process.execPath, [${JSON.stringify(built.entry)}], { stdio: ["pipe", "pipe", "inherit"] });
      lab.stdout.once("data", () => console.log(String(lab.pid)));
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = Number(await firstLine(parent));
    const before = isAlive(pid);

    parent.kill("SIGKILL");

    expect(before).toBe(true);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

async function spawned(entry: string): Promise<ChildProcess & { announcement: Announcement }> {
  const child = spawn(process.execPath, [entry], { stdio: ["pipe", "pipe", "inherit"] });
  const announcement = Announcement.parse(JSON.parse(await firstLine(child)));
  return Object.assign(child, { announcement });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the child has no stdout");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the child ended without a word");
}

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
