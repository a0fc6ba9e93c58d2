import { isMissing } from "../base/files.ts";
import type { Event } from "./events.ts";
import { Fingerprint } from "./fingerprint.ts";
import type { Entry } from "./gap.ts";
import { checkJournal, type CheckedJournal, type Known, type Suspect } from "./journal-check.ts";
import { FORMAT, FORMATS, formatOf, refuseNewer } from "./journal-format.ts";
import { readHeads, type HeadReading } from "./journal-head.ts";
import { headerHead, parseLine } from "./journal-line.ts";
import { splitLines } from "./journal-lines.ts";
import { headKeyOf, headPath, journalPath, nextHeadPath, type LedgerPlace } from "./place.ts";
import { readProjection, viewOf, type Projection } from "./projection.ts";
import { Earlier, LedgerView } from "./view.ts";

export interface JournalReading extends CheckedJournal {
  readonly bytes: Buffer;
  readonly heads: HeadReading;
  readonly format: number;
  /** What the journal amounted to before `entries`. */
  readonly base: LedgerView;
  readonly projection: Projection | undefined;
  /** Of the valid prefix. */
  readonly fingerprint: Fingerprint;
  /** The head that fits the journal is the one that was to follow: a rewriting was cut short just before its end. */
  readonly isHeadPending: boolean;
}

/**
 * `resumed`: the journal's beginning is compared with the fingerprint that the projection holds of it, and only what came after
 * is followed record by record. Nothing is let through by that: the projection is sealed, who wrote it had followed the chain,
 * and no other bytes have that fingerprint. `complete`: every record is parsed and folded again.
 */
export type Thoroughness = "resumed" | "complete";

/**
 * Reads and checks, writes nothing. A writer may be appending, so what is read first may be older than what is read next and
 * never newer: projection, head, journal.
 */
export async function readJournal(place: LedgerPlace, thoroughness: Thoroughness = "resumed"): Promise<JournalReading | undefined> {
  const { dir, files, subject } = place;
  const projection = await readProjection(place);
  const head = await files.read(headPath(dir)).catch(isMissing);
  const next = await files.read(nextHeadPath(dir)).catch(isMissing);
  const journal = await files.read(journalPath(dir)).catch(isMissing);
  if (head === false && journal === false) return undefined;
  const bytes = journal || Buffer.alloc(0);
  const heads = readHeads(head || Buffer.alloc(0), headKeyOf(place));
  refuseNewer(bytes, heads.heads, subject);
  const reading = readFrom({ bytes, heads, subject, witness: projection?.mark }, thoroughness === "complete" ? undefined : projection);
  if (!reading.damage || next === false) return { ...reading, projection };
  const pending = readFrom({ bytes, heads: readHeads(next, headKeyOf(place)), subject }, undefined);
  return pending.damage ? { ...reading, projection } : { ...pending, projection: undefined, isHeadPending: true };
}

/** The events that bytes of a checked journal hold. */
export function eventsIn(bytes: Buffer): Event[] {
  return entriesIn(bytes).flatMap((entry) => ("event" in entry ? [entry.event] : []));
}

export function entriesIn(bytes: Buffer): Entry[] {
  return splitLines(bytes).slice(1).flatMap((line) => parseLine(line)?.entry ?? []);
}

/** What a person who checks should hear although nothing is lost. */
export function notesOn({ ahead, heads }: JournalReading): string[] {
  if (ahead === 0) return [];
  const why = heads.hasBrokenSlot ? "its newer slot can't be read" : "it was not written any more";
  return [`the head is ${ahead} records behind the journal (${why}), as a crash leaves it; the journal is whole, and the head is brought up to it`];
}

function readFrom(suspect: Suspect & { readonly heads: HeadReading }, projection: Projection | undefined): Omit<JournalReading, "projection"> {
  const { bytes, heads, subject } = suspect;
  const resumed = projection && resume(bytes, projection);
  const checked = checkJournal({ ...suspect, known: resumed?.known });
  const fingerprint = resumed?.fingerprint ?? new Fingerprint();
  fingerprint.add(bytes.subarray(fingerprint.length, checked.length));
  return { ...checked, bytes, heads, format: formatOfAny(bytes, heads, subject), base: resumed?.base ?? LedgerView.empty(), fingerprint, isHeadPending: false };
}

interface Resumed {
  readonly base: LedgerView;
  readonly fingerprint: Fingerprint;
  readonly known: Known;
}

function resume(bytes: Buffer, projection: Projection): Resumed | undefined {
  const { seq, hash, length, sha256 } = projection.mark;
  if (bytes.length < length) return undefined;
  const fingerprint = new Fingerprint();
  fingerprint.add(bytes.subarray(0, length));
  if (fingerprint.digest() !== sha256) return undefined;
  return { base: viewOf(projection, new Earlier(() => eventsIn(bytes.subarray(0, length)))), fingerprint, known: { head: { seq, hash }, length } };
}

/** A journal that has no first line yet is in the format that its head began. */
function formatOfAny(bytes: Buffer, { heads }: HeadReading, subject: string): number {
  return formatOf(bytes, subject) ?? FORMATS.find((format) => headerHead(subject, format).hash === heads[0]?.hash) ?? FORMAT;
}
