import { randomBytes } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { FatalError, UsageError } from "../base/errors.ts";
import { errorCode, isMissing, nodeFiles, type Files } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import { SCRYPT_COST, Slot, unwrapKey, wrapKey, type ScryptCost, type Secret } from "./slots.ts";

/** A rehearsal home never goes live, and a real one never rehearses. */
const HomeKind = z.enum(["real", "rehearsal"]);
export type HomeKind = z.infer<typeof HomeKind>;

const KeysFile = z.strictObject({ format: z.literal(1), kind: HomeKind, slots: z.array(Slot).min(1).max(16) });
type KeysFile = z.infer<typeof KeysFile>;

export interface HomeKeys {
  readonly kind: HomeKind;
  readonly homeKey: Buffer;
}

export interface NewHome {
  readonly dir: string;
  readonly kind: HomeKind;
  readonly secret: Secret;
  readonly files: Files;
  /** Lower in tests only. */
  readonly cost?: ScryptCost;
}

// `wipe` removes the whole folder, so a home is only ever made in a folder of its own.
const MAY_BE_THERE = ["config.yaml", "lock"];

/** Makes the home and its one random key, wrapped by the secret. */
export async function createHome({ dir, kind, secret, files, cost = SCRYPT_COST }: NewHome): Promise<HomeKeys> {
  await files.makeDir(dir);
  await refuseUsedFolder(dir, files);
  await chmod(dir, 0o700); // an empty folder that was there may have been open to others
  const homeKey = randomBytes(32);
  const slot = await wrapKey({ key: homeKey, secret, aad: wrapAad(kind), cost });
  await createKeysFile(dir, { format: 1, kind, slots: [slot] }, files);
  return { kind, homeKey };
}

/** The home's key, or a `LockedError` that changes nothing. */
export async function openHome(dir: string, secret: Secret, files: Files = nodeFiles): Promise<HomeKeys> {
  const { kind, slots } = await readKeysFile(dir, files);
  return { kind, homeKey: await unwrapKey(slots, secret, wrapAad(kind)) };
}

/** Which kind of home it is, without a secret. Editing the word is no use: the wrapped key is bound to it. */
export async function homeKind(dir: string, files: Files = nodeFiles): Promise<HomeKind> {
  return (await readKeysFile(dir, files)).kind;
}

/** What opens it, without a secret. */
export async function secretKinds(dir: string, files: Files = nodeFiles): Promise<Secret["kind"][]> {
  return [...new Set((await readKeysFile(dir, files)).slots.map(({ kind }) => kind))];
}

/** A further way into an open home: a key file for unattended runs, or a new passphrase. */
export async function addSecret({ dir, kind, secret, files, homeKey, cost = SCRYPT_COST }: NewHome & HomeKeys): Promise<void> {
  const { format, slots } = await readKeysFile(dir, files);
  const slot = await wrapKey({ key: homeKey, secret, aad: wrapAad(kind), cost });
  await files.replace(keysPath(dir), render({ format, kind, slots: [...slots, slot] }));
}

export function keysPath(home: string): string {
  return join(home, "keys.json");
}

async function refuseUsedFolder(dir: string, files: Files): Promise<void> {
  const there = await files.list(dir);
  if (there.includes("keys.json")) throw homeExists(dir);
  if (there.every((name) => MAY_BE_THERE.includes(name))) return;
  throw new UsageError(`${dir} holds other files`, { hint: "choose an empty folder with --home" });
}

async function createKeysFile(dir: string, keys: KeysFile, files: Files): Promise<void> {
  try {
    await files.create(keysPath(dir), render(keys));
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw homeExists(dir);
    await files.remove(keysPath(dir)).catch(isMissing);
    throw error;
  }
}

async function readKeysFile(dir: string, files: Files): Promise<KeysFile> {
  const bytes = await files.read(keysPath(dir)).catch(isMissing);
  if (bytes === false) throw new UsageError(`no home at ${dir}`, { hint: "unlist init makes one" });
  const result = KeysFile.safeParse(jsonOrNothing(bytes.toString("utf8")));
  if (result.success) return result.data;
  throw new FatalError(`${keysPath(dir)} is not a keys file of this unlist`, { hint: "restore it from a backup: without it nothing here can be opened" });
}

function homeExists(dir: string): UsageError {
  return new UsageError(`there is a home at ${dir} already`, { hint: "use it, or choose another folder with --home" });
}

function render(keys: KeysFile): string {
  return `${JSON.stringify(keys, null, 2)}\n`;
}

function wrapAad(kind: HomeKind): string {
  return `home key/${kind}`;
}
