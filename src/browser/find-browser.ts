import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { chromium } from "playwright";
import { FatalError, UsageError } from "../base/errors.ts";
import { systemPlaces } from "./system-places.ts";

export interface FoundBrowser {
  readonly path: string;
  readonly kind: "configured" | "playwright" | "system";
  /** Starts without a window and cannot open one. */
  readonly isHeadlessShell: boolean;
  /** Why this one, for `doctor`. */
  readonly why: string;
}

export interface BrowserWish {
  /** The path of the configuration, which wins over everything. */
  readonly configuredPath?: string | undefined;
  /** A window is wanted (hand-off), so a headless shell will not do. */
  readonly needsWindow?: boolean | undefined;
  /** The machine, for tests: what Playwright would start, and where the system's browsers are. */
  readonly playwrightPath?: string | undefined;
  readonly places?: readonly string[] | undefined;
  readonly hasApt?: boolean | undefined;
}

/** Finds a Chromium: the configured one, Playwright's own, a system headless shell, a system Chromium, Chrome or Edge. */
export function findBrowser(wish: BrowserWish = {}): FoundBrowser {
  if (wish.configuredPath !== undefined) return configured(wish.configuredPath);
  const candidates = [...playwrightsOwn(wish.playwrightPath ?? chromium.executablePath()), ...system(wish.places ?? systemPlaces())];
  const found = candidates.find(({ path, isHeadlessShell }) => isFile(path) && !(wish.needsWindow === true && isHeadlessShell));
  if (found) return found;
  throw new FatalError("no Chromium was found on this machine", { hint: mendingCommand(wish.needsWindow === true, wish.hasApt ?? isFile("/usr/bin/apt-get")) });
}

function configured(path: string): FoundBrowser {
  if (!isFile(path)) throw new UsageError("the configured browser path leads to no file", { hint: "mend `browser.path` in config.yaml, or take it out to use what is installed" });
  return { path, kind: "configured", isHeadlessShell: isShell(path), why: "the configuration names it" };
}

function playwrightsOwn(chromiumPath: string): FoundBrowser[] {
  const why = "Playwright installed it";
  return [...headlessShellsBeside(chromiumPath), chromiumPath].map((path) => ({ path, kind: "playwright", isHeadlessShell: isShell(path), why }));
}

/** Playwright tells the full browser's path only: `<cache>/chromium-<revision>/<folder>/<binary>`; the shell has a folder beside it. */
function headlessShellsBeside(chromiumPath: string): string[] {
  const cache = dirname(dirname(dirname(chromiumPath)));
  const revision = /[\\/]chromium-(\d+)[\\/]/.exec(chromiumPath)?.[1] ?? "";
  const home = join(cache, `chromium_headless_shell-${revision}`);
  const names = ["chrome-headless-shell", "chrome-headless-shell.exe", "headless_shell"];
  return foldersIn(home).flatMap((folder) => names.map((name) => join(home, folder, name)));
}

function system(places: readonly string[]): FoundBrowser[] {
  return places.map((path) => ({ path, kind: "system", isHeadlessShell: isShell(path), why: "it is installed on this system, and Playwright has none of its own" }));
}

function mendingCommand(needsWindow: boolean, hasApt: boolean): string {
  const browser = needsWindow ? "chromium" : "chromium-headless-shell";
  return hasApt ? `sudo apt-get install ${browser}` : `npx playwright install ${browser}`;
}

function isShell(path: string): boolean {
  return /headless[-_]shell/.test(path);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function foldersIn(path: string): string[] {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(path) : [];
}
