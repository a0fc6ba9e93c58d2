import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FixedClock, systemClock } from "../../src/base/clock.ts";
import { BusyError } from "../../src/base/errors.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { takeLock } from "../../src/vault/lock.ts";
import { thisProcess } from "../../src/base/process-alive.ts";
import { Child, bundle } from "./support/child.ts";
import { saying } from "./support/saying.ts";
import { tempDir } from "./support/temp-home.ts";

const wish = { clock: systemClock, command: "run" };

let built: string;
let childFile: string;
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "unlist-child-"));
  childFile = await bundle(join(import.meta.dirname, "support/lock-child.ts"), built);
});
afterAll(() => rm(built, { recursive: true, force: true }));

let home: string;
const children: Child[] = [];
beforeEach(async () => {
  home = await tempDir();
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
});

async function start(): Promise<Child> {
  const child = new Child(childFile, [home]);
  children.push(child);
  await child.line("ready");
  return child;
}

async function startHolder(): Promise<Child> {
  const child = await start();
  child.say("go");
  await child.line("won");
  return child;
}

describe("the lock of a home", () => {
  it("is free again after it was disposed, and leaves no file", async () => {
    {
      await using lock = await takeLock(home, wish);
      expect(lock.holder.pid).toBe(process.pid);
      expect(await readdir(home)).toEqual(["lock"]);
    }

    expect(await readdir(home)).toEqual([]);
    await using again = await takeLock(home, wish);
    expect(again.holder.command).toBe("run");
  });

  it("names the living holder and since when to a second process", async () => {
    const holder = await startHolder();

    const refused = await takeLock(home, wish).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(BusyError);
    expect(refused).toMatchObject({ exitCode: 75, message: saying(new RegExp(`process ${holder.process.pid}.*since 20`)) });
  });

  it("is taken over from a holder that was killed", async () => {
    const holder = await startHolder();
    await holder.kill();

    await using lock = await takeLock(home, wish);

    expect(lock.holder.pid).toBe(process.pid);
    expect(await readdir(home)).toEqual(["lock"]);
  });

  it.runIf(process.platform === "linux")("is not kept by a later process with the dead holder's number", async () => {
    const { pid } = await thisProcess();
    await writeLock({ pid, startTicks: "1" });

    await using lock = await takeLock(home, wish);

    expect(lock.holder.nonce).not.toBe("aaaaaaaaaaaa");
  });

  it("is not taken from another machine that may still run", async () => {
    await writeLock({ pid: 1, host: "elsewhere" });

    await expect(takeLock(home, wish)).rejects.toMatchObject({ exitCode: 75, hint: saying(/if it no longer runs there/) });
  });

  it("is taken over when a power cut left it empty", async () => {
    await writeFile(join(home, "lock"), "");

    await using lock = await takeLock(home, { ...wish, clock: new FixedClock("2026-05-01T08:00:00Z") });

    expect(lock.holder.startedAt).toBe("2026-05-01T08:00:00.000Z");
  });

  it("is taken over from a dead one whose taker died as well", async () => {
    await writeLock({ pid: 2 ** 22 + 1, startTicks: "1" });
    await writeLock({ pid: 2 ** 22 + 2, startTicks: "1", nonce: "bbbbbbbbbbbb" }, "lock.after-aaaaaaaaaaaa");

    await using lock = await takeLock(home, wish);

    expect(await readdir(home)).toEqual(["lock"]);
    expect(JSON.parse((await nodeFiles.read(join(home, "lock"))).toString())).toMatchObject({ nonce: lock.holder.nonce });
  });

  it("goes to exactly one of six processes that race for a dead one's lock, time after time", async () => {
    const racers = await Promise.all(Array.from({ length: 6 }, start));

    for (let round = 0; round < 25; round += 1) {
      await rm(join(home, "lock"), { force: true });
      await writeLock({ pid: 2 ** 22 + 1, startTicks: "1", nonce: round.toString(16).padStart(12, "c") });
      racers.forEach((racer) => {
        racer.lines.length = 0;
        racer.say("go");
      });
      const words = await Promise.all(racers.map(async (racer) => Promise.race([racer.line("won"), racer.line("busy")])));
      expect(words.filter((word) => word.startsWith("won")), words.join("\n")).toHaveLength(1);
    }
  });
});

async function writeLock(holder: { pid: number; startTicks?: string; host?: string; nonce?: string }, name = "lock"): Promise<void> {
  const whole = { startedAt: "2026-01-01T00:00:00.000Z", host: hostname(), command: "run", nonce: "aaaaaaaaaaaa", ...holder };
  await writeFile(join(home, name), JSON.stringify(whole));
}
