import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ended, type Ended } from "../cli/run-cli.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function start(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return ended(spawn(command, args, { cwd: ROOT, env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env } }));
}

describe("the set-up", () => {
  beforeAll(async () => {
    // Otherwise the first of these tests would replace node_modules under the feet of the others.
    const { stdout } = await start(process.execPath, ["--input-type=module", "-e", 'import { arePackagesCurrent } from "./scripts/packages.mjs"; process.stdout.write(String(arePackagesCurrent()))']);
    expect(stdout, "npm test installs what package-lock.json names first").toBe("true");
  });

  it("says nothing when all is ready, and passes arguments, output and exit code on", async () => {
    const ended = await start(process.execPath, ["scripts/bootstrap.mjs", "doctor", "--", "--jsn", "--json"]);

    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { message: "unknown option '--jsn'" } });
    expect(ended.stderr).not.toContain("installing");
  });

  it("ends with 1 and what mends it when the named browser is none, with nothing on stdout", async () => {
    const { code, stdout, stderr } = await start(process.execPath, ["scripts/bootstrap.mjs", "demo"], { UNLIST_BROWSER: "/nowhere/chromium", PATH: "" });

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("what mends it: unset UNLIST_BROWSER");
  });

  it("lets npx run our own file and ask no registry", async () => {
    const { code, stdout } = await start("npx", ["unlist", "--version"], { npm_config_registry: "http://127.0.0.1:9", npm_config_offline: "true" });

    expect({ code, stdout }).toEqual({ code: 0, stdout: "0.1.0\n" });
  });
});

it("does not empty another clone's packages through a link", async () => {
  const clone = await mkdtemp(join(tmpdir(), "unlist-clone-"));
  try {
    await cp(join(ROOT, "scripts"), join(clone, "scripts"), { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) await cp(join(ROOT, file), join(clone, file));
    await mkdir(join(clone, "elsewhere", "kept"), { recursive: true });
    await symlink("elsewhere", join(clone, "node_modules"));

    const { code, stderr } = await start(process.execPath, [join(clone, "scripts", "bootstrap.mjs"), "build"]);

    expect(code).toBe(1);
    expect(stderr).toContain("node_modules is a link");
    expect(await readdir(join(clone, "elsewhere"))).toEqual(["kept"]);
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
});

describe("a build", () => {
  let clone: string;
  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), "unlist-clone-"));
    await cp(join(ROOT, "scripts"), join(clone, "scripts"), { recursive: true });
    await mkdir(join(clone, "src", "base"), { recursive: true });
    await mkdir(join(clone, "dist"));
    for (const file of ["src/main.ts", "src/base/clock.ts", "dist/.built"]) await writeFile(join(clone, file), "");
    await age("src/base/clock.ts", "src/main.ts", "src/base", "src", "scripts/build.mjs");
  });
  afterEach(() => rm(clone, { recursive: true, force: true }));

  async function age(...paths: string[]): Promise<void> {
    for (const path of paths) await utimes(join(clone, path), new Date("2026-01-01"), new Date("2026-01-01"));
  }

  async function isStale(): Promise<boolean> {
    const module = pathToFileURL(join(clone, "scripts", "freshness.mjs")).href;
    const { stdout } = await start(process.execPath, ["--input-type=module", "-e", `import { isBuildStale } from ${JSON.stringify(module)}; process.stdout.write(String(isBuildStale()))`]);
    return stdout === "true";
  }

  it("is fresh when it is newer than every source", async () => {
    expect(await isStale()).toBe(false);
  });

  it("is stale when a source was saved after it", async () => {
    await utimes(join(clone, "src/base/clock.ts"), new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));

    expect(await isStale()).toBe(true);
  });

  it("is stale when a source was removed after it", async () => {
    await utimes(join(clone, "dist/.built"), new Date("2026-02-01"), new Date("2026-02-01"));
    await rm(join(clone, "src/base/clock.ts"));

    expect(await isStale()).toBe(true);
  });

  it("is stale when a broker was saved after it", async () => {
    await mkdir(join(clone, "brokers"));
    await writeFile(join(clone, "brokers/acme.yaml"), "");
    await age("brokers/acme.yaml", "brokers");
    expect(await isStale()).toBe(false);

    await utimes(join(clone, "brokers/acme.yaml"), new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));

    expect(await isStale()).toBe(true);
  });

  it("is stale when there is none", async () => {
    await rm(join(clone, "dist"), { recursive: true });

    expect(await isStale()).toBe(true);
  });

  it("is never stale in a package without sources", async () => {
    await rename(join(clone, "src"), join(clone, "gone"));

    expect(await isStale()).toBe(false);
  });
});
