import { randomBytes } from "node:crypto";
import { constants, readFileSync, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nodeDisk, type Disk, type DiskFile } from "./disk.ts";

/** Durable files: what a call has acknowledged outlives the process and the power. */
export interface Files {
  read(path: string): Promise<Buffer>;
  list(path: string): Promise<string[]>;
  /** Makes a folder that only its owner may enter. */
  makeDir(path: string): Promise<void>;
  /** The whole file or the old one, never half: exclusive random temp name, fsync, rename, fsync of the folder. */
  replace(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Creates `path` with these bytes; fails with EEXIST when it is there. One that fails otherwise leaves nothing. */
  create(path: string, bytes: Uint8Array | string): Promise<void>;
  openAppend(path: string): Promise<AppendFile>;
  /** Opens a file that is there and keeps its length, to be overwritten in place. */
  openFixed(path: string): Promise<FixedFile>;
  remove(path: string): Promise<void>;
  removeDir(path: string): Promise<void>;
}

export interface AppendFile {
  /** Resolves when the bytes are on the disk (fdatasync), not before. */
  append(bytes: Uint8Array | string): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface FixedFile {
  /** Resolves when the bytes are on the disk (fdatasync), not before. */
  writeAt(offset: number, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

const OWNER_FILE = 0o600;
const OWNER_DIR = 0o700;
const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR, O_WRONLY } = constants;

export const nodeFiles: Files = durableFiles(nodeDisk);

export function durableFiles(disk: Disk): Files {
  return {
    read: (path) => disk.read(path),
    list: (path) => disk.list(path),
    makeDir: (path) => makeDir(disk, path),
    replace: (path, bytes) => replace(disk, path, bytes),
    create: (path, bytes) => create(disk, path, bytes),
    openAppend: (path) => openAppend(disk, path),
    openFixed: (path) => openFixed(disk, path),
    remove: (path) => disk.remove(path),
    removeDir: (path) => disk.removeDir(path),
  };
}

/**
 * For a command that reads thousands of small files and does nothing else meanwhile: a handle and four promises for each cost
 * several times what the file itself does.
 */
export function readingAtOnce(files: Files): Files {
  return { ...files, read: async (path) => readFileSync(path), list: async (path) => readdirSync(path) };
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, isMissing);
}

/** True for ENOENT turned into `false`; anything else is thrown on. */
export function isMissing(error: unknown): false {
  if (errorCode(error) === "ENOENT") return false;
  throw error;
}

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Syncs the names of what it made, or a power cut could take a folder back with all that was synced in it. */
async function makeDir(disk: Disk, path: string): Promise<void> {
  const topmost = await disk.makeDir(path, OWNER_DIR);
  if (topmost === undefined) return;
  for (let made = path; made.length >= topmost.length; made = dirname(made)) await disk.syncDir(dirname(made));
}

async function replace(disk: Disk, path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(9).toString("base64url")}.tmp`);
  await createFile(disk, temporary, bytes);
  try {
    await disk.rename(temporary, path);
  } catch (error) {
    await removeIfThere(disk, temporary, error);
    throw error;
  }
  await disk.syncDir(dirname(path));
}

/** What made the write fail is what the caller should hear of, not that the disk refuses the clean-up as well. */
async function removeIfThere(disk: Disk, path: string, reason: unknown): Promise<void> {
  await disk.remove(path).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw reason;
  });
}

async function create(disk: Disk, path: string, bytes: Uint8Array | string): Promise<void> {
  await createFile(disk, path, bytes);
  await disk.syncDir(dirname(path)); // or a power cut could take the name back
}

async function createFile(disk: Disk, path: string, bytes: Uint8Array | string): Promise<void> {
  // O_EXCL also refuses a symlink that somebody planted under the name.
  const file = await disk.open(path, O_WRONLY | O_CREAT | O_EXCL, OWNER_FILE);
  try {
    await writeAll(file, Buffer.from(bytes));
    await file.sync();
  } catch (error) {
    await removeIfThere(disk, path, error); // half of it is worse than nothing
    throw error;
  } finally {
    await file.close();
  }
}

async function openAppend(disk: Disk, path: string): Promise<AppendFile> {
  const file = await disk.open(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, OWNER_FILE);
  try {
    await disk.syncDir(dirname(path));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async append(bytes) {
      await writeAll(file, Buffer.from(bytes));
      await file.datasync();
    },
    async truncate(length) {
      await file.truncate(length);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function openFixed(disk: Disk, path: string): Promise<FixedFile> {
  const file = await disk.open(path, O_RDWR | O_NOFOLLOW);
  return {
    async writeAt(offset, bytes) {
      await writeAll(file, bytes, offset);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** A disk may take fewer bytes than it was given, and say so (write(2)); one that takes none takes none the next time. */
async function writeAll(file: DiskFile, bytes: Uint8Array, offset?: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const written = await file.write(bytes.subarray(done), offset === undefined ? undefined : offset + done);
    if (written === 0) throw new Error("the disk takes no more bytes");
    done += written;
  }
}
