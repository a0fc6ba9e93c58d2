import { join } from "node:path";
import { errorCode, type Files } from "../base/files.ts";
import { newId } from "../base/ids.ts";

const PREFIX = "unlist-browser-";
const MARKER = "pid";

/** A folder of ours (0700) for the browser's temporary profile, marked with our process. */
export async function makeOwnTemp(files: Files, tmpDir: string): Promise<string> {
  const path = join(tmpDir, `${PREFIX}${newId()}`);
  await files.makeDir(path);
  await files.create(join(path, MARKER), String(process.pid));
  return path;
}

/** Removes what killed processes of ours left behind. */
export async function sweepOwnTemp(files: Files, tmpDir: string): Promise<void> {
  const names = (await files.list(tmpDir)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(tmpDir, name);
    if (!(await isInUse(files, path))) await files.removeDir(path);
  }
}

async function isInUse(files: Files, path: string): Promise<boolean> {
  try {
    return isAlive(Number(await files.read(join(path, MARKER))));
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return true; // its owner may be about to write the marker
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM"; // somebody else's process
  }
}

const NAMES = ["TMPDIR", "TMP", "TEMP"] as const;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` with the process's temporary folder set to `path`, one at a time. Playwright makes the browser's profile
 * below it and has no option for that.
 */
export async function withTempDir<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = turn.then(
    () => replacingTemp(path, work),
    () => replacingTemp(path, work),
  );
  turn = mine;
  return mine;
}

async function replacingTemp<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  for (const name of NAMES) process.env[name] = path;
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
