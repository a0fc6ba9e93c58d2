import { FatalError } from "../base/errors.ts";

/** A file in an archive; its name has forward slashes and never leads out of the folder it is unpacked in. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
const NAME = { at: 0, length: 100 } as const;
const SIZE = { at: 124, length: 12 } as const;
const CHECKSUM = { at: 148, length: 8 } as const;
const PREFIX = { at: 345, length: 155 } as const;
const SAFE_NAME = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** Plain ustar (POSIX.1-1988), which every `tar` opens: what is ours should be readable without us. */
export function packTar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, bytes }) => [header(name, bytes.length), bytes, Buffer.alloc(padding(bytes.length))]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

export function unpackTar(archive: Buffer): TarEntry[] {
  const entries: TarEntry[] = [];
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const head = archive.subarray(at, at + BLOCK);
    const size = sizeIn(head);
    entries.push({ name: nameIn(head), bytes: archive.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + size + padding(size);
    if (at > archive.length) throw notOurs();
  }
  return entries;
}

function header(name: string, size: number): Buffer {
  const head = Buffer.alloc(BLOCK);
  const cut = name.length <= NAME.length ? -1 : name.indexOf("/", name.length - NAME.length - 1);
  head.write(name.slice(cut + 1), NAME.at);
  if (cut > 0) head.write(name.slice(0, cut), PREFIX.at);
  head.write("0000600\0".concat("0000000\0", "0000000\0"), 100); // mode, and nobody's user and group
  head.write(`${size.toString(8).padStart(11, "0")}\0`, SIZE.at);
  head.write("00000000000\0", 136); // no time: it would tell when the person was at work
  head.write("0", 156); // a plain file
  head.write("ustar\u000000", 257);
  head.write(`${checksum(head).toString(8).padStart(6, "0")}\0 `, CHECKSUM.at);
  return head;
}

/** The sum of all bytes of the header, its own field counted as spaces. */
function checksum(head: Buffer): number {
  return head.reduce((sum, byte, at) => sum + (at >= CHECKSUM.at && at < CHECKSUM.at + CHECKSUM.length ? 32 : byte), 0);
}

function nameIn(head: Buffer): string {
  const [name, prefix] = [text(head, NAME), text(head, PREFIX)];
  const whole = prefix === "" ? name : `${prefix}/${name}`;
  if (SAFE_NAME.test(whole)) return whole;
  throw notOurs();
}

function sizeIn(head: Buffer): number {
  const size = Number.parseInt(text(head, SIZE), 8);
  if (Number.isSafeInteger(size) && Number.parseInt(text(head, CHECKSUM), 8) === checksum(head)) return size;
  throw notOurs();
}

function text(head: Buffer, { at, length }: { readonly at: number; readonly length: number }): string {
  const bytes = head.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return bytes.toString("latin1", 0, end < 0 ? length : end);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function notOurs(): FatalError {
  return new FatalError("the backup opens, but does not hold what unlist puts there", { hint: "nothing was changed; take another one" });
}
