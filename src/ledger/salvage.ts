import type { Entry } from "./gap.ts";
import { FORMATS } from "./journal-format.ts";
import { hashLine, headerHead, parseLine, type Head, type Line } from "./journal-line.ts";
import { splitLines } from "./journal-lines.ts";

interface Found extends Line {
  readonly hash: string;
}

/** What can be kept of a damaged journal, in order, with a gap where records are missing. */
export interface Salvage {
  readonly entries: readonly Entry[];
  readonly kept: number;
  readonly lost: number;
}

/**
 * Keeps every record that can be read, unless its neighbour or the head proves that it was changed: the next record names its
 * hash. The last one before a gap has no such witness left and is kept, since dropping an intent could ask twice.
 */
export function salvage(bytes: Buffer, heads: readonly Head[], now: string): Salvage {
  const found = readable(bytes);
  const witness = witnessOf(found, heads);
  const standing = found.filter((line) => witness.has(line.hash) || !isContradicted(line, { found, heads, witness }));
  const bySeq = new Map<number, Found>();
  for (const line of standing) if (!bySeq.has(line.seq) || witness.has(line.hash)) bySeq.set(line.seq, line);
  const acknowledged = Math.max(0, ...heads.map((head) => head.seq));
  return markGaps([...bySeq.values()].sort((a, b) => a.seq - b.seq), acknowledged, now);
}

function readable(bytes: Buffer): Found[] {
  return splitLines(bytes).flatMap((line) => {
    const parsed = parseLine(line);
    return parsed && parsed.seq > 0 ? [{ ...parsed, hash: hashLine(line) }] : [];
  });
}

/** Hashes that another record or the head names: those lines are as they were written. */
function witnessOf(found: readonly Found[], heads: readonly Head[]): ReadonlySet<string> {
  return new Set([...found.map((line) => line.prev), ...heads.map((head) => head.hash)]);
}

interface Scene {
  readonly found: readonly Found[];
  readonly heads: readonly Head[];
  readonly witness: ReadonlySet<string>;
}

/** A line without a witness, where an unchanged successor or the head knows another one in its place. */
function isContradicted({ seq, prev }: Found, { found, heads, witness }: Scene): boolean {
  if (heads.some((head) => head.seq === seq)) return true;
  if (found.some((other) => other.seq === seq + 1 && witness.has(other.hash))) return true;
  // Beyond the head nothing was acknowledged: there only what follows in the chain counts.
  const isBeyond = heads.length > 0 && heads.every((head) => head.seq < seq);
  return isBeyond && !found.some((other) => other.hash === prev) && !heads.some((head) => head.hash === prev);
}

function markGaps(lines: readonly Found[], acknowledged: number, now: string): Salvage {
  const entries: Entry[] = [];
  let expected = 1;
  let lost = 0;
  const missing = (until: number, at: string) => {
    if (until <= expected) return;
    entries.push({ gap: { at, lost: until - expected } });
    lost += until - expected;
  };
  for (const line of lines) {
    missing(line.seq, "event" in line.entry ? line.entry.event.at : now);
    entries.push(line.entry);
    expected = line.seq + 1;
  }
  missing(acknowledged + 1, now);
  return { entries, kept: lines.length, lost };
}

/** The head of an empty journal is no witness for a record. */
export function witnessingHeads(heads: readonly Head[], subject: string): Head[] {
  return heads.filter((head) => FORMATS.every((format) => head.hash !== headerHead(subject, format).hash));
}
