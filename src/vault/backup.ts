import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { Decrypter, Encrypter } from "age-encryption";
import { FatalError, LockedError } from "../base/errors.ts";
import { errorCode, type Files } from "../base/files.ts";
import { packTar, unpackTar, type TarEntry } from "./tar.ts";

// age's own default: about a second a guess, and more where it is computed in JavaScript.
export const BACKUP_WORK_FACTOR = 18;

/**
 * What belongs to this machine and moment, not to the record: who is at work, and what the proxy saw go out. The last
 * must never go back in time, since it is what keeps a restored home from asking twice.
 */
const STAYS = /^(lock|health\.json|wire\.ndjson|upkeep-.*\.xml|.*\.tmp)$|^lock\./;

/** Everything in a home that a backup holds. The lock is the caller's. */
export async function homeEntries(home: string, files: Files): Promise<TarEntry[]> {
  return entriesIn(home, "", files);
}

export function belongsToMachine(fileName: string): boolean {
  return STAYS.test(fileName);
}

/** One file that age (https://age-encryption.org) opens with the passphrase, and tar unpacks. */
export async function encryptBackup(entries: readonly TarEntry[], passphrase: string, workFactor = BACKUP_WORK_FACTOR): Promise<Uint8Array> {
  const age = new Encrypter();
  age.setPassphrase(passphrase.normalize("NFKC"));
  age.setScryptWorkFactor(workFactor);
  return age.encrypt(packTar(entries));
}

/** The whole of it or nothing: any changed byte is refused before the first file is seen. */
export async function decryptBackup(backup: Uint8Array, passphrase: string): Promise<TarEntry[]> {
  const age = new Decrypter();
  age.addPassphrase(passphrase.normalize("NFKC"));
  return unpackTar(Buffer.from(await age.decrypt(backup).catch(translated)));
}

function translated(error: unknown): never {
  const isWrong = error instanceof Error && error.message.includes("no identity matched");
  if (isWrong) throw new LockedError("this passphrase does not open the backup", { hint: "nothing was changed; it is the one the backup was made with" });
  throw new FatalError("the backup is damaged, or is none", { hint: "nothing was changed; take another one" });
}

async function entriesIn(home: string, folder: string, files: Files): Promise<TarEntry[]> {
  const found: TarEntry[] = [];
  for (const name of (await files.list(join(home, folder))).sort()) {
    if (belongsToMachine(name)) continue;
    const path = folder === "" ? name : `${folder}/${name}`;
    const status = await lstat(join(home, path)).catch(goneMeanwhile);
    if (status?.isDirectory()) found.push(...(await entriesIn(home, path, files)));
    if (status?.isFile()) found.push({ name: path, bytes: await files.read(join(home, path)) });
  }
  return found;
}

/** A draft that a command removed while it was listed. */
function goneMeanwhile(error: unknown): undefined {
  if (errorCode(error) !== "ENOENT") throw error;
}
