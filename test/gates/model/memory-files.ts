import { basename, dirname } from "node:path";
import type { AppendFile, Files, FixedFile } from "../../../src/base/files.ts";

/** A disk in memory: what a call has written is there for good, as after its sync. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Buffer>();

  async read(path: string): Promise<Buffer> {
    const bytes = this.#files.get(path);
    if (!bytes) throw failure("ENOENT", "no such file");
    return Buffer.from(bytes);
  }

  async list(path: string): Promise<string[]> {
    return [...this.#files.keys()].filter((name) => dirname(name) === path).map((name) => basename(name));
  }

  async makeDir(): Promise<void> {
    // folders come with their files
  }

  async replace(path: string, bytes: Uint8Array | string): Promise<void> {
    this.#files.set(path, Buffer.from(bytes));
  }

  async create(path: string, bytes: Uint8Array | string): Promise<void> {
    if (this.#files.has(path)) throw failure("EEXIST", "it is there already");
    this.#files.set(path, Buffer.from(bytes));
  }

  async openAppend(path: string): Promise<AppendFile> {
    this.#files.set(path, this.#files.get(path) ?? Buffer.alloc(0));
    return {
      append: async (bytes) => void this.#files.set(path, Buffer.concat([this.#bytes(path), Buffer.from(bytes)])),
      truncate: async (length) => void this.#files.set(path, this.#bytes(path).subarray(0, length)),
      close: async () => undefined,
    };
  }

  async openFixed(path: string): Promise<FixedFile> {
    await this.read(path);
    return {
      writeAt: async (offset, bytes) => void this.#files.set(path, overwritten(this.#bytes(path), offset, bytes)),
      close: async () => undefined,
    };
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(path);
  }

  async removeDir(path: string): Promise<void> {
    for (const name of this.#files.keys()) if (name.startsWith(`${path}/`)) this.#files.delete(name);
  }

  /** What lies under a folder, as of now. */
  under(dir: string): Map<string, Buffer> {
    return new Map([...this.#files].filter(([name]) => name.startsWith(`${dir}/`)));
  }

  /** Puts back what was there. */
  putBack(copy: ReadonlyMap<string, Buffer>): void {
    for (const [name, bytes] of copy) this.#files.set(name, bytes);
  }

  #bytes(path: string): Buffer {
    return this.#files.get(path) ?? Buffer.alloc(0);
  }
}

export function failure(code: string, words: string): Error {
  return Object.assign(new Error(`${code}: ${words}`), { code });
}

function overwritten(old: Buffer, offset: number, bytes: Uint8Array): Buffer {
  const next = Buffer.alloc(Math.max(old.length, offset + bytes.length));
  old.copy(next);
  next.set(bytes, offset);
  return next;
}
