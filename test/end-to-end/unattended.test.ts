import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { exists } from "../../src/base/files.ts";
import { jsonOrNothing } from "../../src/base/json.ts";
import type { Lab } from "../../src/lab/lab-client.ts";
import { takeLock } from "../../src/vault/lock.ts";
import { applied, openLab, PATIENT, Rehearsal, until } from "./harness.ts";

/** One home and its brokers; each test goes on where the one before ended. */
describe("a run that nobody watches", PATIENT, () => {
  const ASKED = ["pasteurl", "samenames"];
  let lab: Lab;
  let home: Rehearsal;
  const unattended = (brokers: readonly string[], ...more: string[]) => home.start(["run", "--unattended", "--only", brokers.join(","), ...more], { isJson: false }).ended;
  const health = async (): Promise<unknown> => jsonOrNothing(await readFile(join(home.machine.home, "health.json"), "utf8"));

  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { config: "mailWait: 1s\npatience: 5s\n" });
    await home.goTo({ day: 0 });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  it("ends with one line that tells nothing, and keeps how it ended", async () => {
    expect(await unattended(["emptyhouse"])).toEqual({ code: 0, stdout: "done\n", stderr: "" });

    expect(await health()).toMatchObject({ lastRun: { exitCode: 0 } });
  });

  it("leaves over what its budget does not allow, says so by 4, and goes on the next time", async () => {
    const first = await unattended(ASKED, "--max", "1");
    const truth = await lab.truth();

    expect(first).toEqual({ code: 4, stdout: "in part; the rest follows by itself\n", stderr: "" });
    expect(ASKED.filter((site) => applied(truth, site) === 1)).toHaveLength(1);
  });

  it("says by 3 that a person is needed, and waits for none", async () => {
    expect(await unattended([...ASKED, "captchapicture"])).toEqual({ code: 3, stdout: "done; a person is needed for the rest\n", stderr: "" });

    const truth = await lab.truth();
    expect(ASKED.map((site) => applied(truth, site))).toEqual([1, 1]);
  });

  it("opens no browser and asks no broker when nothing is due", async () => {
    const before = await lab.truth();

    const idle = await unattended([...ASKED, "emptyhouse"], "--verbose");

    expect(idle.code).toBe(3); // of before
    expect(idle.stderr).toBe(""); // a browser that starts is in the log
    expect((await lab.truth()).received).toEqual(before.received);
  });

  it("is refused politely while another process is at work, and leaves that one's word standing", async () => {
    const told = await health();
    await using _lock = await takeLock(home.machine.home, { clock: new FixedClock("2026-08-07T09:00:00Z"), command: "run" });

    expect(await unattended(["emptyhouse"])).toMatchObject({ code: 75, stdout: "" });

    expect(await health()).toEqual(told);
  });

  it("does not wait for a passphrase", async () => {
    const { code, stderr } = await home.machine.run(["run", "--unattended"]);

    expect(code).toBe(5);
    expect(stderr).toContain("nobody is there to ask");
    expect(await health()).toMatchObject({ lastRun: { exitCode: 5 } });
  });

  it("watches without holding the home between its rounds, is alone, and ends by lock", async () => {
    const watch = home.start(["watch", "--only", "stayslisted"], { isJson: false });
    await until(async () => (await exists(join(home.machine.home, "health.json"))) && JSON.stringify(await health()).includes('"waiting"'));
    const [second, run, status, left] = [await home.unlist(["watch"]), await unattended(["emptyhouse"]), await home.machine.run(["schedule", "status", "--json"]), await home.unlist(["leave", "livefields"])];

    const locked = await home.machine.run(["lock", "--json"]);

    expect(applied(await lab.truth(), "stayslisted")).toBe(1);
    expect([second.code, run.code]).toEqual([75, 3]);
    expect(jsonOrNothing(status.stdout)).toMatchObject({ isWatched: true, health: { watch: { state: "waiting" }, lastRun: { exitCode: 3 } } });
    expect(left.code).toBe(0);
    expect(jsonOrNothing(locked.stdout)).toEqual({ ended: true, opensBy: ["key-file"] });
    expect(await watch.ended).toMatchObject({ code: 0, stdout: "ended\n" });
    expect(await health()).toMatchObject({ watch: { state: "ended" }, lastRun: { exitCode: 3 } });
  });

  it("has kept and said nothing of the person in the open", async () => {
    expect(await home.leaks()).toEqual([]);
  });
});
