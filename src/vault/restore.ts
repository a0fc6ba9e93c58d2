import { dirname, join } from "node:path";
import { nodeDisk } from "../base/disk.ts";
import { FatalError } from "../base/errors.ts";
import { exists, isMissing, type Files } from "../base/files.ts";
import { besideHome, discard, leftBeside } from "./beside-home.ts";
import type { TarEntry } from "./tar.ts";

const WIRE = "wire.ndjson";

/**
 * Puts the files of a backup in place of a home. They are laid beside it first, on the disk to the last byte, and the two
 * folders then change places: interrupted anywhere, the old home or the new one is there whole (`settleRestore`). What the
 * proxy saw go out on this machine is carried over as it is.
 */
export async function restoreHome(home: string, entries: readonly TarEntry[], files: Files): Promise<void> {
  if (!entries.some(({ name }) => name === "keys.json")) throw new FatalError("the backup holds no home", { hint: "nothing was changed; take another one" });
  const { staging, old } = besideHome(home);
  await files.makeDir(staging);
  for (const { name, bytes } of entries) await lay(join(staging, name), bytes, files);
  for (const folder of new Set(entries.map(({ name }) => dirname(name)))) await carryOver(join(home, folder, WIRE), join(staging, folder, WIRE), files);
  const isThere = await exists(home);
  if (isThere) await nodeDisk.rename(home, old);
  await nodeDisk.rename(staging, home);
  await nodeDisk.syncDir(dirname(home));
  for (const left of await leftBeside(home)) await discard(left, files);
}

async function lay(path: string, bytes: Uint8Array, files: Files): Promise<void> {
  await files.makeDir(dirname(path));
  await files.create(path, bytes);
}

async function carryOver(from: string, to: string, files: Files): Promise<void> {
  const bytes = await files.read(from).catch(isMissing);
  if (bytes !== false) await files.create(to, bytes);
}
