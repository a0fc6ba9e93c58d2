import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { systemPlaces } from "../../src/browser/system-places.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unlist-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string): Promise<string> {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, "");
  return whole;
}

it("looks at the configured path, Playwright's shell, Playwright's browser, then the system's", async () => {
  const places = [await put("usr/chromium-headless-shell"), await put("usr/chromium")];
  const playwrightPath = join(folder, "cache/chromium-7/chrome-linux64/chrome");
  const kinds = [findBrowser({ playwrightPath, places })];

  await put("cache/chromium-7/chrome-linux64/chrome");
  kinds.push(findBrowser({ playwrightPath, places }));
  const shell = await put("cache/chromium_headless_shell-7/chrome-headless-shell-linux64/chrome-headless-shell");
  kinds.push(findBrowser({ playwrightPath, places }));
  const configuredPath = await put("my/chrome");
  kinds.push(findBrowser({ playwrightPath, places, configuredPath }));

  expect(kinds.map(({ path }) => path)).toEqual([places[0], playwrightPath, shell, configuredPath]);
  expect(kinds.map(({ kind }) => kind)).toEqual(["system", "playwright", "playwright", "configured"]);
});

it("passes a headless shell by when a window is wanted", async () => {
  const places = [await put("usr/chromium-headless-shell"), await put("usr/chromium")];

  expect(findBrowser({ playwrightPath: "/none", places, needsWindow: true }).path).toBe(places[1]);
});

it.each([
  [true, "sudo apt-get install chromium-headless-shell"],
  [false, "npx playwright install chromium-headless-shell"],
])("says the command that mends it (apt: %s)", (hasApt, hint) => {
  expect(() => findBrowser({ playwrightPath: "/none", places: [], hasApt })).toThrow(expect.objectContaining({ exitCode: 1, hint }));
});

it("refuses a configured path that leads nowhere, and does not fall back", () => {
  expect(() => findBrowser({ configuredPath: join(folder, "none") })).toThrow(expect.objectContaining({ exitCode: 2 }));
});

it("knows where each system keeps its browsers", () => {
  expect(systemPlaces("linux", {})[0]).toBe("/usr/bin/chromium-headless-shell");
  expect(systemPlaces("darwin", {})[0]).toMatch(/Chromium\.app/);
  expect(systemPlaces("win32", { PROGRAMFILES: "C:\\Program Files" })).toContain("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
});
