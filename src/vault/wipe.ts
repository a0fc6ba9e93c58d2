import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { UsageError } from "../base/errors.ts";
import { exists, isMissing, nodeFiles } from "../base/files.ts";
import { leftBeside } from "./beside-home.ts";
import { keysPath } from "./keys.ts";
import { subjectKeyPath, subjectsDir } from "./subject-keys.ts";

/** What no program can promise after unlinking; said every time, so that nobody relies on more. */
export const WIPE_CANNOT_PROMISE = [
  "Flash storage keeps old copies of blocks for a while; without the key they can't be read, but the wrapped key may be among them.",
  "Backups, snapshots and cloud copies of this folder are still where they were made.",
  "Files you exported, printed or handed over (reports, letters, evidence) are yours to remove.",
  "A schedule that was installed still starts, and finds nothing; unlist schedule remove takes it away.",
  "Mails in your mailbox, and what brokers were sent, are not touched.",
  "Someone with the passphrase and an old copy of the key file can still open an old copy of the home.",
] as const;

const AT_ONCE = 16;

export interface Wiped {
  /** Keys overwritten before they were unlinked. */
  readonly keys: number;
  readonly cannotPromise: readonly string[];
}

/**
 * Destroys the home's key, then each subject's, then the folder, and with it what a restore that was cut short has left
 * beside it: interrupted anywhere, what is left can't be opened, and calling again goes on. Needs no passphrase.
 */
export async function wipe(home: string): Promise<Wiped> {
  const places = [home, ...(await leftBeside(home))];
  const found = (await Promise.all(places.map(keysIn))).filter((paths) => paths.length > 0);
  if (found.length === 0) throw new UsageError(`no home at ${home}`);
  const keysOfHomes = await shredAll(found.flatMap((paths) => paths.slice(0, 1)));
  const keys = keysOfHomes + (await shredAll(found.flatMap((paths) => paths.slice(1))));
  for (const place of places) await nodeFiles.removeDir(place);
  return { keys, cannotPromise: WIPE_CANNOT_PROMISE };
}

/** The home's key first. One that is wiped already may still have its subjects' folder. */
async function keysIn(home: string): Promise<string[]> {
  const subjects = await nodeFiles.list(subjectsDir(home)).catch(isMissing);
  if (subjects === false && !(await exists(keysPath(home)))) return [];
  return [keysPath(home), ...(subjects || []).filter(isSubjectId).map((subject) => subjectKeyPath(home, subject))];
}

/** How many of them were there. Several at a time, since each waits for the disk: a caseload has a thousand. */
async function shredAll(paths: readonly string[]): Promise<number> {
  const left = [...paths];
  let shredded = 0;
  const one = async (): Promise<void> => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) if (await shred(path)) shredded += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return shredded;
}

/** Overwrites, syncs and unlinks a small file; false when it is gone already. */
export async function shred(path: string): Promise<boolean> {
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW).catch(isMissing);
  if (file === false) return false;
  try {
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await nodeFiles.remove(path);
  return true;
}

function isSubjectId(name: string): boolean {
  return /^[0-9a-z]{4,40}$/.test(name);
}
