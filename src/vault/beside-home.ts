import { basename, dirname, join } from "node:path";
import type { Clock } from "../base/clock.ts";
import { nodeDisk } from "../base/disk.ts";
import { exists, isMissing, nodeFiles, type Files } from "../base/files.ts";
import { newId } from "../base/ids.ts";
import { keysPath } from "./keys.ts";
import { takeLock } from "./lock.ts";

/** Where a restore lays the new home, and puts the old one until the new one is in place: beside it, where a rename is enough. */
export interface BesideHome {
  readonly staging: string;
  readonly old: string;
}

const ID = /^[0-9a-hjkmnp-tv-z]{6}$/; // as `newId` writes it
const KINDS = { staging: "new", old: "old" } as const;

export function besideHome(home: string): BesideHome {
  const id = newId(6);
  return { staging: `${home}.${KINDS.staging}-${id}`, old: `${home}.${KINDS.old}-${id}` };
}

/** What restores that were cut short have left there. */
export async function leftBeside(home: string, kinds: readonly (keyof BesideHome)[] = ["staging", "old"]): Promise<string[]> {
  const names = (await nodeFiles.list(dirname(home)).catch(isMissing)) || [];
  const openings = kinds.map((kind) => `${basename(home)}.${KINDS[kind]}-`);
  const isLeft = (name: string): boolean => openings.some((opening) => name.startsWith(opening) && ID.test(name.slice(opening.length)));
  return names.filter(isLeft).map((name) => join(dirname(home), name));
}

/**
 * Puts the old home back where a restore ended between its two renames, and says whether it did: with it come what the proxy
 * saw go out and the grants that were taken back, which the next restore has to carry over. Refused while that restore lives.
 */
export async function settleRestore(home: string, clock: Clock): Promise<boolean> {
  if (await exists(home)) return false;
  for (const old of await leftBeside(home, ["old"])) {
    if (!(await exists(keysPath(old)))) continue; // on its way out
    const lock = await takeLock(old, { clock, command: "restore" });
    await lock[Symbol.asyncDispose]();
    await nodeDisk.rename(old, home);
    await nodeDisk.syncDir(dirname(home));
    return true;
  }
  return false;
}

/** Its keys go first: from then on it is no home that could be put back. */
export async function discard(path: string, files: Files): Promise<void> {
  await files.remove(keysPath(path)).catch(isMissing);
  await files.removeDir(path);
}
