import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./freshness.mjs";
import { SetupError, run, say } from "./say.mjs";

const DOWNLOAD_LIMIT_MS = 300_000;
const SHELL = "chromium-headless-shell";
const APT = "/usr/bin/apt-get";

/** Sees that a Chromium is there and starts; installs one when not: Playwright's own, else the distribution's package. */
export async function ensureBrowser() {
  if (await startsOne()) return;
  say("no Chromium on this machine: installing Playwright's headless shell");
  if (await installPlaywrights()) return;
  if (await installDistributions()) return;
  throw new SetupError("no Chromium could be installed", remedy());
}

/** By the product's own search, so that what is found here is what will be started later. */
async function startsOne() {
  const { findBrowser } = await import("../dist/find-browser.js");
  const configuredPath = process.env.UNLIST_BROWSER || undefined;
  try {
    return starts(findBrowser({ configuredPath }).path);
  } catch (error) {
    if (configuredPath) throw new SetupError("UNLIST_BROWSER leads to no browser", "unset UNLIST_BROWSER, or let it name a Chromium");
    if (error.name === "FatalError") return false;
    throw error;
  }
}

/** Being there is not enough: a download without its system libraries is there and does not start. */
function starts(path) {
  if (process.platform === "win32") return true; // --version opens a window there
  return spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

async function installPlaywrights() {
  // Its progress bar, and the stack of a failed download, say less than our line.
  const quiet = { stdout: "ignore", stderr: "ignore", timeoutMs: DOWNLOAD_LIMIT_MS };
  if ((await playwright(["install", SHELL], quiet)) !== 0) {
    say("Playwright's download can't be reached");
    return false;
  }
  if (await startsOne()) return true;
  if (!canApt()) return false;
  say("it lacks system libraries: installing them (apt-get)");
  await playwright(["install-deps", SHELL], quiet);
  return startsOne();
}

async function installDistributions() {
  if (!canApt()) return false;
  say(`installing the distribution's ${SHELL} (apt-get)`);
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdout: "ignore" };
  await run(APT, ["update", "-qq"], quiet);
  for (const name of [SHELL, "chromium"]) {
    if ((await run(APT, ["install", "-y", "-qq", "--no-install-recommends", name], quiet)) === 0) return startsOne();
  }
  return false;
}

function playwright(args, options) {
  return run(process.execPath, [join(ROOT, "node_modules", "playwright", "cli.js"), ...args], options);
}

function canApt() {
  return process.getuid?.() === 0 && existsSync(APT);
}

/** The one command that mends it on this machine. */
function remedy() {
  if (existsSync(APT)) return `sudo apt-get install -y ${SHELL}`;
  return `npx playwright install ${process.platform === "linux" ? "--with-deps " : ""}${SHELL}`;
}
