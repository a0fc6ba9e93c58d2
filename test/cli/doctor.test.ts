import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Machine } from "./run-cli.ts";

interface Doctor {
  readonly isReady: boolean;
  readonly checks: readonly { name: string; state: string; words: string; mend?: string }[];
}

describe("doctor", () => {
  it("names the browser it would start", async () => {
    await using machine = await Machine.open();

    const { code, stdout } = await machine.run(["doctor", "--json"]);

    const { isReady, checks } = JSON.parse(stdout) as Doctor;
    expect({ code, isReady }).toEqual({ code: 0, isReady: true });
    expect(checks.find(({ name }) => name === "browser")?.words).toMatch(/\d+\.\d+/);
  });

  it("ends with 1 where there is no browser, with the command that mends it", async () => {
    await using machine = await Machine.open();

    const { code, stdout } = await machine.run(["doctor", "--json"], { env: { UNLIST_BROWSER: join(machine.dir, "nowhere"), PATH: "" } });

    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Doctor).checks).toContainEqual(expect.objectContaining({ name: "browser", state: "bad", mend: expect.stringContaining("npx playwright install") as string }));
  });

  it("notes that the last unattended run is long ago, and that one's own proxy is not there", async () => {
    await using machine = await Machine.open();
    await machine.keyed("init");
    await machine.file("unlist-home/health.json", JSON.stringify({ lastRun: { startedAt: "2026-01-01T00:00:00.000Z", endedAt: "2026-01-01T00:01:00.000Z", exitCode: 0 } }));
    await machine.file("unlist-home/config.yaml", "upstreamProxy: socks5://127.0.0.1:1\n");

    const { code, stdout } = await machine.run(["doctor", "--json"]);

    const { checks } = JSON.parse(stdout) as Doctor;
    expect(code).toBe(1);
    expect(checks.find(({ name }) => name === "unattended")).toMatchObject({ state: "note", words: expect.stringMatching(/ended 2026-01-01 00:01 with 0, \d+ days ago/) as string });
    expect(checks.find(({ name }) => name === "proxy")).toMatchObject({ state: "bad", words: "socks5://127.0.0.1:1, does not answer" });
  });

  it("sees a home that others can enter", async () => {
    await using machine = await Machine.open();
    await machine.keyed("init");
    await chmod(machine.home, 0o755);

    const { code, stdout } = await machine.run(["doctor"]);

    expect(code).toBe(1);
    expect(stdout).toContain("chmod -R go=");
  });

  it("says, as init does, that a service carries the home elsewhere, and stops nobody", async () => {
    await using machine = await Machine.open();
    const home = join(machine.dir, "Dropbox", "unlist");

    const [made, looked] = [await machine.keyed("init", "--home", home), await machine.run(["doctor", "--home", home, "--json"])];

    expect([made.code, looked.code]).toEqual([0, 0]);
    expect(made.stderr).toContain("Dropbox");
    expect((JSON.parse(looked.stdout) as Doctor).checks).toContainEqual(expect.objectContaining({ name: "home", state: "note", words: expect.stringContaining("Dropbox") as string }));
  });

  it("sees a catalog with faults", async () => {
    await using machine = await Machine.open();
    await machine.file("catalog/brokers/acme.yaml", "nme: Acme\n", 0o644);

    const { code, stdout } = await machine.run(["doctor", "--catalog", join(machine.dir, "catalog")]);

    expect(code).toBe(1);
    expect(stdout).toContain("unlist playbooks lint");
  });
});
