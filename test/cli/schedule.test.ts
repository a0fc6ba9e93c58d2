import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { exists } from "../../src/base/files.ts";
import { Machine, type Ended } from "./run-cli.ts";
import { withScheduler } from "./support/scheduler.ts";

describe("schedule", () => {
  let machine: Machine;
  const withPassphrase = () => ({ env: { UNLIST_PASSPHRASE_FILE: join(machine.dir, "passphrase") } });
  const schedule = (...args: string[]): Promise<Ended> => machine.here(["schedule", ...args], withPassphrase());
  const key = () => join(machine.dir, "job.key");

  beforeAll(async () => {
    machine = await Machine.open();
    // What a command starts in this process gets this process's environment, and must meet no crontab of whoever runs this.
    for (const [name, value] of Object.entries(machine.environment(await withScheduler(machine)))) vi.stubEnv(name, value);
    await machine.file("passphrase", "correct horse battery\n");
    await machine.here(["init"], withPassphrase());
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await machine[Symbol.asyncDispose]();
  });

  it("wants a key file, since nobody will be there to type a passphrase", async () => {
    const { code, stderr } = await schedule("install", "--kind", "cron");

    expect(code).toBe(2);
    expect(stderr).toContain("schedule install --key-file FILE");
  });

  it("shows what it would do and does nothing of it", async () => {
    const { code, stdout } = await schedule("install", "--print", "--kind", "systemd", "--key-file", key());

    expect(code).toBe(0);
    expect(stdout).toContain("Persistent=true");
    expect(stdout).toContain("$ systemctl --user enable --now upkeep-");
    expect(stdout.replaceAll(/^# .*$/gm, "")).not.toContain(machine.dir); // the user's own folder stands in no unit
    expect(await exists(key())).toBe(false);
    expect(await exists(join(machine.dir, ".config"))).toBe(false);
  });

  it("gives a home with a passphrase a key file, and the job of the other kind goes when it moves", async () => {
    const cron = await machine.run(["schedule", "install", "--kind", "cron", "--key-file", key()], withPassphrase());
    const table = await readFile(join(machine.dir, "table"), "utf8");
    const systemd = await schedule("install", "--kind", "systemd", "--key-file", key());

    expect([cron.code, systemd.code]).toEqual([0, 0]);
    expect(table).toMatch(/^\d+ \* \* \* \* nice -n 19 .* run --unattended .*--key-file "\$HOME"\/job\.key/m);
    expect(await readFile(join(machine.dir, "table"), "utf8")).toBe("");
    expect((await machine.here(["doctor", "--json", "--key-file", key()])).code).not.toBe(5);
    expect(await readFile(join(machine.dir, "systemctl.log"), "utf8")).toMatch(/--user daemon-reload\n--user enable --now upkeep-[0-9a-f]{8}\.timer\n$/);
  });

  it("says that the job is on, and after its removal that there is none", async () => {
    const on = await schedule("status", "--json");
    const removed = await schedule("remove", "--json");
    const off = await schedule("status", "--json");

    expect(JSON.parse(on.stdout)).toMatchObject({ jobs: [{ kind: "systemd", isOn: true }], isWatched: false, health: {} });
    expect(JSON.parse(removed.stdout)).toEqual({ removed: ["systemd"] });
    expect(JSON.parse(off.stdout)).toMatchObject({ jobs: [] });
    expect(await exists(join(machine.dir, ".config/systemd/user"))).toBe(true); // the folder may hold others' units
  });

  it("refuses a scheduler that does not take the job, with the command to try by hand", async () => {
    await writeFile(join(machine.dir, "bin", "systemctl"), "#!/bin/sh\nexit 1\n");

    const { code, stderr } = await schedule("install", "--kind", "systemd", "--key-file", key());

    expect(code).toBe(1);
    expect(stderr).toContain("by hand: systemctl --user daemon-reload");
  });

  it("sets up nothing for a rehearsal home", async () => {
    await using other = await Machine.withHome("--rehearsal");

    expect(await other.keyedHere("schedule", "install", "--kind", "cron")).toMatchObject({ code: 2, stderr: expect.stringContaining("rehearsal") as string });
  });
});
