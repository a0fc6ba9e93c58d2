import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { exists } from "../../src/base/files.ts";
import { jsonOrNothing } from "../../src/base/json.ts";
import type { Lab } from "../../src/lab/lab-client.ts";
import { takeLock } from "../../src/vault/lock.ts";
import { commandOf, withScheduler } from "../cli/support/scheduler.ts";
import { hasTerminal, typeInto } from "../cli/support/terminal.ts";
import { Machine } from "../cli/run-cli.ts";
import { applied, openLab, PATIENT, Rehearsal, until } from "./harness.ts";

const COLOURS = /\u001b\[[0-9;?]*[a-zA-Z]/g;

/** The scheduled way, from the unit that is printed to a watch that is ended; each test goes on where the one before ended. */
describe.skipIf(!hasTerminal)("a run that nobody watches", PATIENT, () => {
  const ASKED = ["pasteurl", "samenames"];
  let lab: Lab;
  let home: Rehearsal;
  let unit: string[] = [];
  const unattended = (brokers: readonly string[], ...more: string[]) => home.scheduled(unit, ["--only", brokers.join(","), ...more]);
  const health = async (): Promise<unknown> => jsonOrNothing(await readFile(join(home.machine.home, "health.json"), "utf8"));

  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { brokers: [...ASKED, "emptyhouse", "captchapicture", "stayslisted", "livefields"], config: "mailWait: 1s\npatience: 5s\n" });
    await home.goTo({ day: 0 });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  it("is shown as the unit that it would be, by whose very words it runs below", async () => {
    const { code, screen } = await home.typed(["schedule", "install", "--print", "--kind", "systemd"]);

    unit = commandOf(screen, home.machine.dir);
    expect(code).toBe(0);
    expect(unit.slice(2)).toEqual(["run", "--unattended", "--home", home.machine.home]);
    expect(screen).toContain("nothing was changed");
  });

  it("is installed for a home of one's own, and its job is told as on", async () => {
    await using machine = await Machine.withHome();
    const PATH = await withScheduler(machine);
    const typed = (...args: string[]) => typeInto({ environment: (extra) => machine.environment({ ...extra, ...PATH }) }, [...args, "--kind", "systemd", "--key-file", join(machine.dir, "key")], []);

    const [installed, status] = [await typed("schedule", "install"), await typed("schedule", "status")];

    const name = /upkeep-[0-9a-f]{8}/.exec(installed.screen)?.[0] ?? "";
    const text = await readFile(join(machine.dir, ".config/systemd/user", `${name}.service`), "utf8");
    expect(commandOf(text, machine.dir)).toEqual([...unit.slice(0, -1), machine.home]);
    expect(installed.screen).toMatch(/^Every hour at minute \d+, by systemd, as upkeep-/);
    expect(status.screen).toContain(`${name}: installed, systemd starts it every hour`);
    expect(status.screen).toContain("Nothing has run unattended yet.");
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
    const [second, run, status, left] = [await home.unlist(["watch"]), await unattended(["emptyhouse"]), await home.typed(["schedule", "status"]), await home.unlist(["leave", "livefields"])];

    const locked = await home.machine.run(["lock", "--json"]);

    expect(applied(await lab.truth(), "stayslisted")).toBe(1);
    expect([second.code, run.code]).toEqual([75, 3]);
    expect(status.screen).toMatch(/A watch runs \(process \d+\) and looks again at/);
    expect(status.screen).toMatch(/Last run ended \S+ with 3: done; a person is needed for the rest\./);
    expect(left.code).toBe(0);
    expect(jsonOrNothing(locked.stdout)).toEqual({ ended: true, opensBy: ["key-file"] });
    expect(await watch.ended).toMatchObject({ code: 0, stdout: "ended\n" });
    expect(await health()).toMatchObject({ watch: { state: "ended" }, lastRun: { exitCode: 3 } });
  });

  it("leaves behind a status that says what is asked, and what needs a person", async () => {
    const { code, screen } = await home.typed(["status"]);
    const lines = screen.replace(COLOURS, "").split(/\r?\n/);

    expect(code).toBe(0);
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^captchapicture +needs you/) as string, expect.stringMatching(/^samenames +asked/) as string]));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it("has kept and said nothing of the person in the open", async () => {
    expect(await home.leaks()).toEqual([]);
  });
});
