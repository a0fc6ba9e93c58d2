import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CANARIES, CANARY_PROFILE, Machine } from "./run-cli.ts";

describe("backup and restore", () => {
  it("carry a home elsewhere, where its own key opens it, and hold nothing in the open", async () => {
    await using machine = await Machine.withHome();
    const added = await machine.keyedHere("subject", "add", "--profile", await machine.file("me.yaml", CANARY_PROFILE), "--json");
    const passphrase = await machine.file("passphrase", "a passphrase of its own\n");
    const file = join(machine.dir, "home.age");

    const made = await machine.run(["backup", file, "--passphrase-file", passphrase, "--json"]);
    const twice = await machine.here(["backup", file, "--passphrase-file", passphrase]);
    const unsure = await machine.here(["restore", file, "--passphrase-file", passphrase]);
    const restored = await machine.run(["restore", file, "--passphrase-file", passphrase, "--home", join(machine.dir, "other")]);
    await rename(join(machine.dir, "other"), join(machine.dir, "other.old-4tq3zk")); // as a restore leaves it that is killed between its two renames
    const shown = await machine.keyedHere("subject", "list", "--json", "--home", join(machine.dir, "other"));

    expect([made.code, twice.code, unsure.code, restored.code]).toEqual([0, 2, 2, 0]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(shown.stdout)).toEqual({ subjects: [JSON.parse(added.stdout) as unknown] });
    expect((await machine.keyedHere("subject", "show", "--home", join(machine.dir, "other"))).code).toBe(0);
    for (const canary of CANARIES) expect(made.stdout + restored.stdout + restored.stderr).not.toContain(canary);
  });
});
