import { chmod, lstat } from "node:fs/promises";
import { join } from "node:path";
import { FatalError } from "../base/errors.ts";
import { isMissing, type Files } from "../base/files.ts";
import { newId } from "../base/ids.ts";
import { jsonOrNothing } from "../base/json.ts";
import { isAlive, ProcessId, thisProcess } from "../base/process-alive.ts";

const PREFIX = "chromium-";
const MARKER = "pid";

/**
 * A folder of ours (0700) for the browser's temporary profile, marked with our process, below one that all our processes
 * share. What killed ones left there is removed first.
 */
export async function openOwnTemp(files: Files, shared: string): Promise<string> {
  await files.makeDir(shared);
  await requireOurs(shared);
  await sweep(files, shared);
  const path = join(shared, `${PREFIX}${newId()}`);
  await files.makeDir(path);
  await files.replace(join(path, MARKER), JSON.stringify(await thisProcess())); // it appears whole, so nobody takes us for dead
  return path;
}

/** Its name is no secret, and anybody may have made it first in a folder that all may write to: then they could change what lies in it. */
async function requireOurs(path: string): Promise<void> {
  if (!process.getuid) return; // where there are no owners by number, everybody has a temporary folder of their own
  const status = await lstat(path);
  if (!status.isDirectory() || status.uid !== process.getuid()) throw new FatalError(`${path} is not a folder of yours`, { hint: "set TMPDIR to a folder that only you may write to" });
  if ((status.mode & 0o077) !== 0) await chmod(path, 0o700);
}

async function sweep(files: Files, shared: string): Promise<void> {
  const names = (await files.list(shared)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(shared, name);
    if (!(await isInUse(files, path))) await files.removeDir(path);
  }
}

async function isInUse(files: Files, path: string): Promise<boolean> {
  const marker = await files.read(join(path, MARKER)).catch(isMissing);
  if (marker === false) return true; // its owner may be about to write it
  const owner = ProcessId.safeParse(jsonOrNothing(marker.toString("utf8")));
  return owner.success && isAlive(owner.data);
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
