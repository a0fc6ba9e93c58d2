import { constants } from "node:fs";
import { dirname } from "node:path";
import type { Disk, DiskFile } from "../../../src/base/disk.ts";
import type { Random } from "../../../src/base/random.ts";

/** What a name stands for: its bytes as a process sees them, as they were last synced, and the writes since then. */
interface Node {
  readonly isDir: boolean;
  bytes: Buffer;
  synced: Buffer;
  writes: Write[];
}

type Write = { readonly at: number; readonly bytes: Buffer } | { readonly truncateTo: number };

/** A change of names in one folder, which its sync makes last; a rename is one change of two names. */
interface NameChange {
  readonly dir: string;
  readonly names: readonly (readonly [path: string, node: Node | undefined])[];
}

const SECTOR = 512;

/** A disk in memory that forgets what was not synced when its power is cut, and keeps of it what chance decides. */
export class MemoryDisk implements Disk {
  #names = new Map<string, Node>([["/", newNode(true)]]);
  #syncedNames = new Map(this.#names);
  #changes: NameChange[] = [];

  async read(path: string): Promise<Buffer> {
    return Buffer.from(this.#fileAt(path).bytes);
  }

  async list(path: string): Promise<string[]> {
    this.#dirAt(path);
    return [...this.#names.keys()].filter((name) => name !== path && dirname(name) === path).map((name) => name.slice(path.length + 1));
  }

  async open(path: string, flags: number): Promise<DiskFile> {
    this.#dirAt(dirname(path));
    const known = this.#names.get(path);
    if (known && (flags & constants.O_EXCL) !== 0) throw systemError("EEXIST");
    if (!known && (flags & constants.O_CREAT) === 0) throw systemError("ENOENT");
    const node = known ?? newNode(false);
    if (!known) this.#change(dirname(path), [[path, node]]);
    return fileOn(node, (flags & constants.O_APPEND) !== 0);
  }

  async makeDir(path: string): Promise<string | undefined> {
    if (this.#names.has(path)) return undefined;
    const above = await this.makeDir(dirname(path));
    this.#change(dirname(path), [[path, newNode(true)]]);
    return above ?? path;
  }

  async rename(from: string, to: string): Promise<void> {
    this.#change(dirname(to), [[from, undefined], [to, this.#fileAt(from)]]);
  }

  async remove(path: string): Promise<void> {
    this.#fileAt(path);
    this.#change(dirname(path), [[path, undefined]]);
  }

  async removeDir(path: string): Promise<void> {
    for (const name of this.#names.keys()) if (name === path || name.startsWith(`${path}/`)) this.#change(dirname(name), [[name, undefined]]);
  }

  async syncDir(path: string): Promise<void> {
    this.#dirAt(path);
    for (const { dir, names } of this.#changes) if (dir === path) put(this.#syncedNames, names);
    this.#changes = this.#changes.filter(({ dir }) => dir !== path);
  }

  /** As the disk is found when the power is back. Each unsynced change may have lasted, in whole or in part, in any order. */
  afterPowerCut(random: Random): MemoryDisk {
    const names = new Map(this.#syncedNames);
    const share = [0, 0.5, 1][Math.floor(random.next() * 3)] ?? 1;
    for (const { names: changed } of this.#changes) if (random.next() < share) put(names, changed);
    const after = new MemoryDisk();
    for (const [path, node] of names) {
      if (isBelow(path, names)) after.#names.set(path, fresh(node.isDir, node.writes.length === 0 ? node.synced : survivors(node, random)));
    }
    after.#syncedNames = new Map(after.#names);
    return after;
  }

  /** The same files, all of them synced. */
  copy(): MemoryDisk {
    const copy = new MemoryDisk();
    for (const [path, node] of this.#names) copy.#names.set(path, fresh(node.isDir, node.bytes));
    copy.#syncedNames = new Map(copy.#names);
    return copy;
  }

  /** For a test's own hand: a file as it shall be found. */
  async plant(path: string, bytes: Uint8Array): Promise<void> {
    await this.makeDir(dirname(path));
    put(this.#names, [[path, fresh(false, Buffer.from(bytes))]]);
    this.#syncedNames = new Map(this.#names);
    this.#changes = [];
  }

  #change(dir: string, names: NameChange["names"]): void {
    put(this.#names, names);
    this.#changes.push({ dir, names });
  }

  #fileAt(path: string): Node {
    const node = this.#names.get(path);
    if (!node || node.isDir) throw systemError("ENOENT");
    return node;
  }

  #dirAt(path: string): void {
    if (this.#names.get(path)?.isDir !== true) throw systemError("ENOENT");
  }
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as planted`), { code });
}

function fileOn(node: Node, isAppending: boolean): DiskFile {
  const sync = async (): Promise<void> => {
    node.synced = node.bytes;
    node.writes = [];
  };
  const apply = (write: Write): void => {
    node.bytes = applied(node.bytes, write);
    node.writes.push(write);
  };
  return {
    write: async (bytes, offset) => {
      apply({ at: isAppending ? node.bytes.length : (offset ?? node.bytes.length), bytes: Buffer.from(bytes) });
      return bytes.length;
    },
    truncate: async (length) => apply({ truncateTo: length }),
    sync,
    datasync: sync,
    close: async () => undefined,
  };
}

function applied(bytes: Buffer, write: Write): Buffer {
  if ("truncateTo" in write) return Buffer.from(bytes.subarray(0, write.truncateTo));
  const out = Buffer.alloc(Math.max(bytes.length, write.at + write.bytes.length));
  bytes.copy(out);
  write.bytes.copy(out, write.at);
  return out;
}

/** Some of the unsynced writes, in any order: whole, some of their sectors, or their beginning. What was not written is zero. */
function survivors({ synced, writes }: Node, random: Random): Buffer {
  const order = writes.map((write) => [random.next(), write] as const).sort(([a], [b]) => a - b);
  return order.reduce((bytes, [, write]) => (random.next() < 0.3 ? bytes : partlyApplied(bytes, write, random)), synced);
}

function partlyApplied(bytes: Buffer, write: Write, random: Random): Buffer {
  const how = random.next();
  if ("truncateTo" in write || how < 0.3) return applied(bytes, write);
  if (how < 0.6) return applied(bytes, { at: write.at, bytes: write.bytes.subarray(0, Math.floor(random.next() * write.bytes.length)) });
  let out = how < 0.8 ? applied(bytes, { at: write.at + write.bytes.length, bytes: Buffer.alloc(0) }) : bytes; // the length may last alone
  for (let at = 0; at < write.bytes.length; ) {
    const end = Math.min(write.bytes.length, (Math.floor((write.at + at) / SECTOR) + 1) * SECTOR - write.at);
    if (random.next() < 0.5) out = applied(out, { at: write.at + at, bytes: write.bytes.subarray(at, end) });
    at = end;
  }
  return out;
}

function newNode(isDir: boolean): Node {
  return fresh(isDir, Buffer.alloc(0));
}

function fresh(isDir: boolean, bytes: Buffer): Node {
  return { isDir, bytes, synced: bytes, writes: [] };
}

function put(names: Map<string, Node>, changed: NameChange["names"]): void {
  for (const [path, node] of changed) {
    if (node) names.set(path, node);
    else names.delete(path);
  }
}

/** A file whose folder did not last is gone with it. */
function isBelow(path: string, names: ReadonlyMap<string, Node>): boolean {
  return path === "/" || (names.has(dirname(path)) && isBelow(dirname(path), names));
}
