import type { Entry } from "./gap.ts";
import { FORMAT, formatOf } from "./journal-format.ts";
import type { HeadReading } from "./journal-head.ts";
import { hashLine, headerHead, parseLine, type Head } from "./journal-line.ts";
import { cutLine, lineBefore } from "./journal-lines.ts";

/** What was promised and is not there any more: where, and why we think so. */
export interface Damage {
  readonly where: string;
  readonly why: string;
}

/** The beginning of a journal that is known to be whole: its length in bytes, and its last record. */
export interface Known {
  readonly head: Head;
  readonly length: number;
}

/** A journal as read: its valid prefix, and what to make of the rest. */
export interface CheckedJournal {
  /** The records after what was known before. */
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

export interface Suspect {
  readonly bytes: Buffer;
  readonly subject: string;
  readonly heads: HeadReading;
  /** A further record that was acknowledged, as the projection remembers it. */
  readonly witness?: Head | undefined;
  readonly known?: Known | undefined;
}

/** Follows the chain from what is known, or from the first line, and holds it against what was acknowledged. */
export function checkJournal(suspect: Suspect): CheckedJournal {
  const chain = followChain(suspect);
  const damage = damageIn(chain, suspect);
  const { entries, length } = chain;
  const head = chain.heads.at(-1);
  if (damage) return { entries, head, length, torn: 0, ahead: 0, damage };
  return { entries, head, length, torn: suspect.bytes.length - length, ahead: Math.max(0, (head?.seq ?? 0) - (suspect.heads.heads[0]?.seq ?? 0)) };
}

interface Chain {
  readonly entries: readonly Entry[];
  /** Number and hash of what the chain starts from, and of every valid line after it. */
  readonly heads: readonly Head[];
  readonly length: number;
  /** Why the line after them is none of theirs; nothing at the end of the file. */
  readonly stop?: Stop;
}

interface Stop {
  readonly why: string;
  readonly isTorn: boolean;
}

function followChain({ bytes, subject, known }: Suspect): Chain {
  const start = known ?? firstLine(bytes, subject);
  if (!start) return { entries: [], heads: [], length: 0, ...(bytes.length > 0 && { stop: { why: "is not the first line of this subject's journal", isTorn: true } }) };
  const [entries, heads]: [Entry[], Head[]] = [[], [start.head]];
  let [length, whole, stop]: [number, Whole, Stop | undefined] = [start.length, { records: 0, length: start.length }, undefined];
  while (length < bytes.length && !stop) {
    const line = cutLine(bytes, length);
    const step = line ? nextInChain(line, heads.at(-1)) : { why: "is cut off", isTorn: true };
    if ("why" in step) {
      stop = step;
    } else {
      entries.push(step.entry);
      heads.push(step.head);
      length += (line?.length ?? 0) + 1;
      if (step.more === 0) whole = { records: entries.length, length };
    }
  }
  if (whole.records < entries.length) stop ??= { why: "begins a batch that has no end", isTorn: true };
  return { entries: entries.slice(0, whole.records), heads: heads.slice(0, whole.records + 1), length: whole.length, ...(stop && { stop }) };
}

/** The records and bytes up to the end of the last batch that is all there. */
interface Whole {
  readonly records: number;
  readonly length: number;
}

function firstLine(bytes: Buffer, subject: string): Known | undefined {
  const format = formatOf(bytes, subject);
  return format === undefined ? undefined : { head: headerHead(subject, format), length: (cutLine(bytes, 0)?.length ?? 0) + 1 };
}

function nextInChain(bytes: Buffer, last: Head | undefined): { entry: Entry; head: Head; more: number } | Stop {
  const line = parseLine(bytes);
  if (!line) return { why: "can't be read", isTorn: true };
  // No crash makes a whole record in the wrong place, so these are never taken for torn.
  if (!last || line.seq !== last.seq + 1) return { why: `is numbered ${line.seq}`, isTorn: false };
  if (line.prev !== last.hash) return { why: "does not follow from the line before it", isTorn: false };
  return { entry: line.entry, head: { seq: line.seq, hash: hashLine(bytes) }, more: line.more };
}

function damageIn({ heads, length, stop }: Chain, { bytes, heads: { heads: slots, hasBrokenSlot }, witness }: Suspect): Damage | undefined {
  const last = heads.at(-1)?.seq ?? -1; // the number of the last valid record
  const acknowledged = [...slots, ...(witness ? [witness] : [])].sort((a, b) => b.seq - a.seq);
  const promised = acknowledged[0];
  if (!promised || slots.length === 0) return { where: "head.sealed", why: "can't be opened" };
  // Record 0 is the first line, which is written again when it is missing and nothing else was acknowledged.
  if (last < promised.seq && promised.seq > 0) {
    return { where: line(last + 1), why: stop?.why ?? `is missing: ${promised.seq} records were acknowledged, ${Math.max(last, 0)} are there` };
  }
  if (stop && !stop.isTorn) return { where: line(last + 1), why: stop.why };
  const hashOf = (seq: number): string | undefined => hashLine(lineBefore(bytes, length, last - seq) ?? Buffer.alloc(0));
  const strange = last < 0 ? undefined : acknowledged.find((head) => hashOf(head.seq) !== head.hash);
  if (strange) return { where: line(strange.seq), why: "is not the record that was acknowledged" };
  if (hasBrokenSlot && last <= promised.seq) return { where: "head.sealed", why: "is changed" };
  return undefined;
}

/** A journal of nothing yet: what the head of a beginning promises. */
export function noRecord(subject: string): Head {
  return headerHead(subject, FORMAT);
}

function line(seq: number): string {
  return `journal.ndjson:${seq + 1}`;
}
