import type { Entry } from "./gap.ts";
import type { HeadReading } from "./journal-head.ts";
import { hashLine, headerHead, headerLine, parseLine, type Head } from "./journal-line.ts";

/** What was promised and is not there any more: where, and why we think so. */
export interface Damage {
  readonly where: string;
  readonly why: string;
}

/** A journal as read: its valid prefix, and what to make of the rest. */
export interface CheckedJournal {
  readonly entries: readonly Entry[];
  /** The last valid record; nothing when not even the first line stands. */
  readonly head: Head | undefined;
  /** Bytes of the valid prefix. */
  readonly length: number;
  /** Bytes after it that were never acknowledged: a write that a crash cut short. */
  readonly torn: number;
  /** Records beyond the head: written, and the head not any more. */
  readonly ahead: number;
  readonly damage?: Damage;
}

const NEWLINE = 0x0a;

/** Follows the chain from the first line, and holds it against what the head says was acknowledged. */
export function checkJournal(bytes: Buffer, reading: HeadReading, subject: string): CheckedJournal {
  const chain = followChain(bytes, subject);
  const damage = damageIn(chain, reading);
  const { entries, heads, length } = chain;
  const head = heads.at(-1);
  if (damage) return { entries, head, length, torn: 0, ahead: 0, damage };
  return { entries, head, length, torn: bytes.length - length, ahead: Math.max(0, (head?.seq ?? 0) - (reading.heads[0]?.seq ?? 0)) };
}

interface Chain {
  readonly entries: Entry[];
  /** Number and hash of every valid line, the first line's too. */
  readonly heads: Head[];
  readonly length: number;
  /** Why the line after them is none of theirs; nothing at the end of the file. */
  readonly stop?: { readonly why: string; readonly isTorn: boolean };
}

function followChain(bytes: Buffer, subject: string): Chain {
  const first = cutLine(bytes, 0);
  if (!first || first.toString("utf8") !== headerLine(subject)) {
    return { entries: [], heads: [], length: 0, ...(bytes.length > 0 && { stop: { why: "is not the first line of this subject's journal", isTorn: true } }) };
  }
  const entries: Entry[] = [];
  const heads = [headerHead(subject)];
  let length = first.length + 1;
  while (length < bytes.length) {
    const line = cutLine(bytes, length);
    const step = line ? nextInChain(line, heads.at(-1)) : { why: "is cut off", isTorn: true };
    if ("why" in step) return { entries, heads, length, stop: step };
    entries.push(step.entry);
    heads.push(step.head);
    length += (line?.length ?? 0) + 1;
  }
  return { entries, heads, length };
}

function nextInChain(bytes: Buffer, last: Head | undefined): { entry: Entry; head: Head } | NonNullable<Chain["stop"]> {
  const line = parseLine(bytes);
  if (!line) return { why: "can't be read", isTorn: true };
  // No crash makes a whole record in the wrong place, so these are never taken for torn.
  if (!last || line.seq !== last.seq + 1) return { why: `is numbered ${line.seq}`, isTorn: false };
  if (line.prev !== last.hash) return { why: "does not follow from the line before it", isTorn: false };
  return { entry: line.entry, head: { seq: line.seq, hash: hashLine(bytes) } };
}

function damageIn({ heads, stop }: Chain, { heads: acknowledged, hasBrokenSlot }: HeadReading): Damage | undefined {
  const last = heads.length - 1; // the number of the last valid record
  const promised = acknowledged[0];
  if (!promised) return { where: "head.sealed", why: "can't be opened" };
  // Record 0 is the first line, which is written again when it is missing and nothing else was acknowledged.
  if (last < promised.seq && promised.seq > 0) {
    return { where: line(last + 1), why: stop?.why ?? `is missing: ${promised.seq} records were acknowledged, ${Math.max(last, 0)} are there` };
  }
  if (stop && !stop.isTorn) return { where: line(last + 1), why: stop.why };
  const strange = acknowledged.find((head) => heads[head.seq] && heads[head.seq]?.hash !== head.hash);
  if (strange) return { where: line(strange.seq), why: "is not the record that was acknowledged" };
  if (hasBrokenSlot && last <= promised.seq) return { where: "head.sealed", why: "is changed" };
  return undefined;
}

function line(seq: number): string {
  return `journal.ndjson:${seq + 1}`;
}

function cutLine(bytes: Buffer, from: number): Buffer | undefined {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? undefined : bytes.subarray(from, end);
}
