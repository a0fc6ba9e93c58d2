import { open, mkdir, readFile, readdir, rename, rm, unlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/**
 * The calls that reach the disk, one each and nothing around them: here a test puts a twin that fails, writes less than it
 * was given, or forgets what was not synced (RELIABILITY: a crash point is the n-th call of a port). `files.ts` makes
 * durable files of them.
 */
export interface Disk {
  read(path: string): Promise<Buffer>;
  list(path: string): Promise<string[]>;
  open(path: string, flags: number, mode?: number): Promise<DiskFile>;
  /** With all folders above it; resolves with the topmost that was not there, if any. */
  makeDir(path: string, mode: number): Promise<string | undefined>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  removeDir(path: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncDir(path: string): Promise<void>;
}

export interface DiskFile {
  /** Resolves with how many bytes were written, which may be fewer; without an offset at the end or the current place. */
  write(bytes: Uint8Array, offset?: number): Promise<number>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  /** Like `sync`, without the times of the file. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** A browser's helper processes may write into its profile for a moment after it has closed. */
const REMOVAL = { attempts: 10, waitMs: 50 };

export const nodeDisk: Disk = {
  read: readFile,
  list: readdir,
  rename,
  remove: unlink,
  async open(path, flags, mode) {
    const file = await open(path, flags, mode);
    return {
      write: async (bytes, offset) => (await file.write(bytes, 0, bytes.length, offset ?? null)).bytesWritten,
      truncate: (length) => file.truncate(length),
      sync: () => file.sync(),
      datasync: () => file.datasync(),
      close: () => file.close(),
    };
  },
  makeDir: (path, mode) => mkdir(path, { recursive: true, mode }),
  removeDir,
  async syncDir(path) {
    if (process.platform === "win32") return; // a folder can't be opened there
    const dir = await open(path, "r");
    try {
      await dir.sync();
    } finally {
      await dir.close();
    }
  },
};

/** By attempts of our own: `maxRetries` of `rm` counts anew at each level, and against a writer it did not end in 40 s (measured, Node 20). */
async function removeDir(path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rm(path, { recursive: true, force: true });
      return;
    } catch (error) {
      const isBeingFilled = error instanceof Error && "code" in error && error.code === "ENOTEMPTY";
      if (!isBeingFilled || attempt === REMOVAL.attempts) throw error;
      await setTimeout(attempt * REMOVAL.waitMs);
    }
  }
}
