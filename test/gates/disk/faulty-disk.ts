import type { Disk, DiskFile } from "../../../src/base/disk.ts";
import { systemError } from "./memory-disk.ts";

/**
 * How a call fails. An errno: it does nothing and says so. `short`: a write takes half and says so. `half`: it takes half and
 * fails. `power`: it and all after it do nothing, and what was not synced is forgotten (`MemoryDisk.afterPowerCut`).
 */
export const FAULTS = ["ENOSPC", "EIO", "EACCES", "EROFS", "short", "half", "power"] as const;
export type Fault = (typeof FAULTS)[number];

export interface Plan {
  /** The number of the first call that fails; calls count from 1. */
  readonly at: number;
  readonly fault: Fault;
  /** All calls after it fail too. */
  readonly isLasting: boolean;
}

/** A disk of which the n-th call fails. */
export class FaultyDisk implements Disk {
  calls = 0;
  readonly #disk: Disk;
  readonly #plan: Plan;

  constructor(disk: Disk, plan: Plan) {
    this.#disk = disk;
    this.#plan = plan;
  }

  /** The fault has struck. */
  get hasFailed(): boolean {
    return this.calls >= this.#plan.at;
  }

  read = (path: string): Promise<Buffer> => this.#call(() => this.#disk.read(path));
  list = (path: string): Promise<string[]> => this.#call(() => this.#disk.list(path));
  makeDir = (path: string, mode: number): Promise<string | undefined> => this.#call(() => this.#disk.makeDir(path, mode));
  rename = (from: string, to: string): Promise<void> => this.#call(() => this.#disk.rename(from, to));
  remove = (path: string): Promise<void> => this.#call(() => this.#disk.remove(path));
  removeDir = (path: string): Promise<void> => this.#call(() => this.#disk.removeDir(path));
  syncDir = (path: string): Promise<void> => this.#call(() => this.#disk.syncDir(path));

  async open(path: string, flags: number, mode?: number): Promise<DiskFile> {
    const file = await this.#call(() => this.#disk.open(path, flags, mode));
    return {
      write: (bytes, offset) => this.#write(file, bytes, offset),
      truncate: (length) => this.#call(() => file.truncate(length)),
      sync: () => this.#call(() => file.sync()),
      datasync: () => this.#call(() => file.datasync()),
      close: () => file.close(), // closing what can't be written any more is always possible
    };
  }

  async #write(file: DiskFile, bytes: Uint8Array, offset: number | undefined): Promise<number> {
    const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
    const { fault } = this.#plan;
    if (fault !== "short" && fault !== "half") return this.#call(() => file.write(bytes, offset));
    if (!this.#strikes()) return file.write(bytes, offset);
    const written = await file.write(half, offset);
    if (fault === "half") throw systemError("ENOSPC");
    return written;
  }

  async #call<T>(work: () => Promise<T>): Promise<T> {
    const { fault } = this.#plan;
    if (!this.#strikes() || fault === "short") return work();
    throw systemError(fault === "half" ? "ENOSPC" : fault);
  }

  #strikes(): boolean {
    this.calls += 1;
    return this.#plan.isLasting ? this.calls >= this.#plan.at : this.calls === this.#plan.at;
  }
}

/** A disk's calls as a plain object, for a twin that changes one of them. */
export function callsOf(disk: Disk): Disk {
  return {
    read: (path) => disk.read(path),
    list: (path) => disk.list(path),
    open: (path, flags, mode) => disk.open(path, flags, mode),
    makeDir: (path, mode) => disk.makeDir(path, mode),
    rename: (from, to) => disk.rename(from, to),
    remove: (path) => disk.remove(path),
    removeDir: (path) => disk.removeDir(path),
    syncDir: (path) => disk.syncDir(path),
  };
}
