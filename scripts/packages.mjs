import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, modifiedMs } from "./freshness.mjs";
import { SetupError, run, say } from "./say.mjs";

const LOCKFILE = join(ROOT, "package-lock.json");
const MODULES = join(ROOT, "node_modules");
const STAMP = join(MODULES, ".unlist-lock-hash");

/** Node 20.19 is the first that the packages here run on. */
export function ensureNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [major, minor] = engines.node.replace(/[^\d.]/g, "").split(".").map(Number);
  const [hereMajor, hereMinor] = process.versions.node.split(".").map(Number);
  if (hereMajor > major || (hereMajor === major && hereMinor >= minor)) return;
  throw new SetupError(`Node ${process.versions.node} is too old, unlist needs ${major}.${minor} or newer`, "install it from https://nodejs.org, or: nvm install 22");
}

/** `npm ci` when there are no packages, or others than the lockfile names. */
export async function ensurePackages() {
  const lock = lockHash();
  if (arePackagesCurrent(lock)) return;
  // `npm ci` would empty the folder at the other end, which is another clone's.
  if (lstatSync(MODULES, { throwIfNoEntry: false })?.isSymbolicLink()) throw new SetupError("node_modules is a link to packages of another state", "rm node_modules, and start again");
  say(existsSync(MODULES) ? "package-lock.json has changed: installing packages (npm ci)" : "installing packages (npm ci)");
  const code = await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) throw new SetupError(`npm ci ended with code ${code}`, "npm ci --loglevel=error, and what it says");
  writeFileSync(STAMP, lock);
}

/** By our own stamp, which outlives a checkout that touches times; else by npm's, when somebody ran npm by hand. */
export function arePackagesCurrent(lock = lockHash()) {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lock) return true;
  return modifiedMs(join(MODULES, ".package-lock.json")) >= modifiedMs(LOCKFILE);
}

function lockHash() {
  return createHash("sha256").update(readFileSync(LOCKFILE)).digest("hex");
}

/** The npm that started us, else the one on the PATH. */
function npm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith("npm-cli.js")) return run(process.execPath, [own, ...args], { cwd: ROOT });
  return run("npm", args, { cwd: ROOT, isShell: process.platform === "win32" });
}
