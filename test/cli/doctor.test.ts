import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Machine } from "./run-cli.ts";

interface Doctor {
  readonly isReady: boolean;
  readonly checks: readonly { name: string; state: string; words: string; mend?: string }[];
}

/** For tests that look at other lines: to start one takes longest. */
const WITHOUT_BROWSER = { UNLIST_BROWSER: "/nowhere" };

describe("doctor", () => {
  it("names the browser it would start, and says, as init does, that a service carries the home elsewhere, which stops nobody", async () => {
    await using machine = await Machine.open();
    const home = join(machine.dir, "Dropbox", "unlist");

    const [made, { code, stdout }] = [await machine.keyedHere("init", "--home", home), await machine.run(["doctor", "--home", home, "--json"])];

    const { isReady, checks } = JSON.parse(stdout) as Doctor;
    expect([made.code, code, isReady]).toEqual([0, 0, true]);
    expect(made.stderr).toContain("Dropbox");
    expect(checks.find(({ name }) => name === "browser")?.words).toMatch(/\d+\.\d+/);
    expect(checks).toContainEqual(expect.objectContaining({ name: "home", state: "note", words: expect.stringContaining("Dropbox") as string }));
  });

  it("ends with 1 where there is no browser, with the command that mends it", async () => {
    await using machine = await Machine.open();

    const { code, stdout } = await machine.run(["doctor", "--json"], { env: { UNLIST_BROWSER: join(machine.dir, "nowhere"), PATH: "" } });

    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Doctor).checks).toContainEqual(expect.objectContaining({ name: "browser", state: "bad", mend: expect.stringContaining("npx playwright install") as string }));
  });

  it("notes that the last unattended run is long ago, and that one's own proxy is not there", async () => {
    await using machine = await Machine.withHome();
    await machine.file("unlist-home/health.json", JSON.stringify({ lastRun: { startedAt: "2026-01-01T00:00:00.000Z", endedAt: "2026-01-01T00:01:00.000Z", exitCode: 0 } }));
    await machine.file("unlist-home/config.yaml", "upstreamProxy: socks5://127.0.0.1:1\n");

    const { stdout } = await machine.here(["doctor", "--json"], { env: WITHOUT_BROWSER });

    const { checks } = JSON.parse(stdout) as Doctor;
    expect(checks.find(({ name }) => name === "unattended")).toMatchObject({ state: "note", words: expect.stringMatching(/ended 2026-01-01 00:01 with 0, \d+ days ago/) as string });
    expect(checks.find(({ name }) => name === "proxy")).toMatchObject({ state: "bad", words: "socks5://127.0.0.1:1, does not answer" });
  });

  it("sees a home that others can enter, and a catalog with faults", async () => {
    await using machine = await Machine.withHome();
    await chmod(machine.home, 0o755);
    await machine.file("catalog/brokers/acme.yaml", "nme: Acme\n", 0o644);

    const { stdout } = await machine.here(["doctor", "--json", "--catalog", join(machine.dir, "catalog")], { env: WITHOUT_BROWSER });

    const { checks } = JSON.parse(stdout) as Doctor;
    expect(checks).toContainEqual(expect.objectContaining({ state: "bad", mend: expect.stringContaining("chmod -R go=") as string }));
    expect(checks).toContainEqual(expect.objectContaining({ state: "bad", mend: expect.stringContaining("unlist playbooks lint") as string }));
  });
});
