import type { FixedFile } from "../base/files.ts";
import { SEAL_OVERHEAD, SealBrokenError, open, seal } from "../vault/seal.ts";
import type { Head } from "./journal-line.ts";

/**
 * The head says how far the journal was acknowledged, so that a cut shows. It is written with every batch, and a rename costs
 * several times an overwrite; so the file keeps its length and has two slots that are overwritten in turn.
 *
 * Crash-safe because the slots lie on different blocks (no device tears both), the newer one is never the one being written,
 * and the journal is synced first: whenever a slot can't be read after a crash, the journal already goes on beyond the other
 * slot, and its chain leads there. A slot that can't be read while the journal does not go on was therefore damaged.
 */
const SLOT_STRIDE = 4096;
const HASH_BYTES = 32;
const SLOT_BYTES = 8 + HASH_BYTES + SEAL_OVERHEAD;
const FILE_BYTES = SLOT_STRIDE + SLOT_BYTES;

/** What the head file says: the slots that open, newest first. */
export interface HeadReading {
  readonly heads: readonly Head[];
  /** A slot does not open, or the file is not as it was made. */
  readonly hasBrokenSlot: boolean;
  readonly newestSlot: 0 | 1;
}

export interface HeadKey {
  readonly key: Uint8Array;
  readonly subject: string;
}

export function renderHeadFile(head: Head, key: HeadKey): Buffer {
  const file = Buffer.alloc(FILE_BYTES);
  for (const slot of [0, 1]) sealHead(head, key).copy(file, slot * SLOT_STRIDE);
  return file;
}

export function readHeads(file: Buffer, key: HeadKey): HeadReading {
  const slots = [0, 1].map((slot) => openHead(file.subarray(slot * SLOT_STRIDE, slot * SLOT_STRIDE + SLOT_BYTES), key));
  const isShaped = file.length === FILE_BYTES && file.subarray(SLOT_BYTES, SLOT_STRIDE).every((byte) => byte === 0);
  const newestSlot = (slots[1]?.seq ?? -1) > (slots[0]?.seq ?? -1) ? 1 : 0;
  const heads = slots.filter((head) => head !== undefined).sort((a, b) => b.seq - a.seq);
  return { heads, hasBrokenSlot: heads.length < slots.length || !isShaped, newestSlot };
}

/** Writes the head into the older slot, and takes turns from there. */
export class HeadFile {
  readonly #file: FixedFile;
  readonly #key: HeadKey;
  #newestSlot: 0 | 1;

  constructor(file: FixedFile, key: HeadKey, newestSlot: 0 | 1) {
    this.#file = file;
    this.#key = key;
    this.#newestSlot = newestSlot;
  }

  async write(head: Head): Promise<void> {
    const slot = this.#newestSlot === 0 ? 1 : 0;
    await this.#file.writeAt(slot * SLOT_STRIDE, sealHead(head, this.#key));
    this.#newestSlot = slot;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function sealHead({ seq, hash }: Head, { key, subject }: HeadKey): Buffer {
  const plain = Buffer.alloc(8 + HASH_BYTES);
  plain.writeBigUInt64BE(BigInt(seq));
  plain.write(hash, 8, "hex");
  return seal(key, plain, headAad(subject));
}

function openHead(slot: Buffer, { key, subject }: HeadKey): Head | undefined {
  try {
    const plain = open(key, slot, headAad(subject));
    return { seq: Number(plain.readBigUInt64BE()), hash: plain.toString("hex", 8) };
  } catch (error) {
    if (error instanceof SealBrokenError) return undefined;
    throw error;
  }
}

function headAad(subject: string): string {
  return `journal head/${subject}`;
}
