import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/config.ts";
import { defaultHome } from "../../src/config/home-dir.ts";
import { readHostMap } from "../../src/config/host-map.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "unlist-config-test-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe("loadConfig", () => {
  it("prefers the flag, then the environment, then the file", async () => {
    await writeFile(join(home, "config.yaml"), "browser: { path: /from/file }\nconcurrency: 3\n");

    const fromFile = await loadConfig({ home }, {});
    const fromEnvironment = await loadConfig({}, { UNLIST_HOME: home, UNLIST_BROWSER: "/from/env" });
    const fromFlag = await loadConfig({ home }, { UNLIST_HOME: "/elsewhere" });

    expect(fromFile).toMatchObject({ browserPath: "/from/file", concurrency: 3 });
    expect(fromEnvironment).toMatchObject({ home, browserPath: "/from/env" });
    expect(fromFlag.home).toBe(home);
  });

  it("can't be changed afterwards", async () => {
    expect(Object.isFrozen(await loadConfig({ home }, {}))).toBe(true);
  });

  it.each([
    ["an unknown key", "concurency: 3\n", /config\.yaml:1:1 concurency\n.*did you mean "concurrency"/],
    ["a wrong type", "# mine\nconcurrency: many\n", /config\.yaml:2:14 concurrency\n.*wants a number/],
    ["a duration without its unit", "mailWait: 20\n", /config\.yaml:1:11 mailWait/],
  ])("says where %s stands", async (_, text, expected) => {
    await writeFile(join(home, "config.yaml"), text);

    await expect(loadConfig({ home }, {})).rejects.toThrow(expected);
  });

  it("takes a file of comments for an empty one", async () => {
    await writeFile(join(home, "config.yaml"), "# nothing yet\n\n");

    expect(await loadConfig({ home }, {})).toMatchObject({ mailWaitMs: 120_000 });
  });

  it.each(["yesterday", "2026-13-01", "2026-08-07T09:00", "1"])("refuses --now %s", async (now) => {
    await expect(loadConfig({ home, now }, {})).rejects.toThrow("--now wants an instant");
  });

  it("takes the key that systemd hands to a service, unless another is named, and no other service's", async () => {
    await writeFile(join(home, "home-key"), "key");
    const env = { CREDENTIALS_DIRECTORY: home };

    const [handed, named, other] = [await loadConfig({ home }, env), await loadConfig({ home, keyFile: "/mine" }, env), await loadConfig({ home }, { CREDENTIALS_DIRECTORY: tmpdir() })];

    expect([handed.keyFile, named.keyFile, other.keyFile]).toEqual([join(home, "home-key"), "/mine", undefined]);
  });

  it("counts a catalog of one's own as not bundled", async () => {
    const [own, bundled] = [await loadConfig({ home, catalog: "./mine" }, {}), await loadConfig({ home }, {})];

    expect([own.isBundledCatalog, bundled.isBundledCatalog]).toEqual([false, true]);
  });
});

describe("readHostMap", () => {
  const read = (target: string) => readHostMap({ file: "map.json", text: JSON.stringify({ "www.acme.example": target }) });

  it.each(["http://127.0.0.1:8080", "https://127.3.2.1", "http://[::1]:80"])("takes %s", (target) => {
    expect(read(target).get("www.acme.example")?.origin).toBe(new URL(target).origin);
  });

  it("takes localhost for the address that people mean by it", () => {
    expect(read("http://localhost:8080").get("www.acme.example")?.origin).toBe("http://127.0.0.1:8080");
  });

  it.each([
    "http://10.0.0.1",
    "http://127.0.0.1.evil.example",
    "http://127.0.0.1@evil.example",
    "http://0.0.0.0:80",
    "http://[::ffff:10.0.0.1]",
    "http://127.0.0.1/path",
    "ftp://127.0.0.1",
    "nonsense",
  ])("refuses %s, with its line", (target) => {
    expect(() => read(target)).toThrow(/map\.json:1:\d+ www\.acme\.example/);
  });
});

describe("defaultHome", () => {
  it.each([
    ["linux", { HOME: "/home/j" }, "/home/j/.local/share/unlist"],
    ["linux", { HOME: "/home/j", XDG_DATA_HOME: "/data" }, "/data/unlist"],
    ["linux", { HOME: "/home/j", XDG_DATA_HOME: "relative" }, "/home/j/.local/share/unlist"],
    ["darwin", { HOME: "/Users/j" }, "/Users/j/Library/Application Support/unlist"],
  ] as const)("on %s with %j is %s", (platform, env, expected) => {
    expect(defaultHome(env, platform)).toBe(expected);
  });
});
