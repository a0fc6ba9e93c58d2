import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readFile, readdir, rename, rm, stat, unlink, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * The thin port to the disk: few calls, so that a test can put a twin in its place that fails, cuts or kills at the
 * n-th call (RELIABILITY: a crash point is the n-th call of a port).
 */
export interface Files {
  read(path: string): Promise<Buffer>;
  list(path: string): Promise<string[]>;
  /** Makes a folder that only its owner may enter. */
  makeDir(path: string): Promise<void>;
  /** The whole file or the old one, never half: exclusive random temp name, fsync, rename, fsync of the folder. */
  replace(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Creates `path` with these bytes; fails with EEXIST when it is there. */
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
/** A browser's helper processes may write into its profile for a moment after it has closed. */
const REMOVAL = { retries: 8, waitMs: 50 };

export const nodeFiles: Files = { read: readFile, list: readdir, makeDir, replace, create, openAppend, openFixed, remove, removeDir };

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

async function makeDir(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: OWNER_DIR });
}

async function replace(path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(9).toString("base64url")}.tmp`);
  try {
    await createFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDir(dirname(path));
}

async function create(path: string, bytes: Uint8Array | string): Promise<void> {
  await createFile(path, bytes);
  await syncDir(dirname(path)); // or a power cut could take the name back
}

async function createFile(path: string, bytes: Uint8Array | string): Promise<void> {
  // O_EXCL also refuses a symlink that somebody planted under the name.
  const file = await open(path, "wx", OWNER_FILE);
  await closing(file, async () => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

async function openAppend(path: string): Promise<AppendFile> {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
  const file = await open(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, OWNER_FILE);
  await syncDir(dirname(path));
  return {
    async append(bytes) {
      await file.appendFile(bytes);
      await file.datasync();
    },
    async truncate(length) {
      await file.truncate(length);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function openFixed(path: string): Promise<FixedFile> {
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW);
  return {
    async writeAt(offset, bytes) {
      const { bytesWritten } = await file.write(bytes, 0, bytes.length, offset);
      if (bytesWritten !== bytes.length) throw new Error(`only ${bytesWritten} of ${bytes.length} bytes were written`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

async function remove(path: string): Promise<void> {
  await unlink(path);
}

async function removeDir(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: REMOVAL.retries, retryDelay: REMOVAL.waitMs });
}

async function syncDir(path: string): Promise<void> {
  if (process.platform === "win32") return; // a folder can't be opened there
  const dir = await open(path, "r");
  await closing(dir, () => dir.sync());
}

async function closing(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await file.close();
  }
}
