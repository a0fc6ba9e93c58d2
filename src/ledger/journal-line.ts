import { createHash } from "node:crypto";
import { z } from "zod";
import { jsonOrNothing } from "../base/json.ts";
import { Event } from "./events.ts";
import { Gap, type Entry } from "./gap.ts";

const Link = { seq: z.int().min(0), prev: z.string().regex(/^[0-9a-f]{64}$/) };
const EventLine = z.strictObject({ ...Link, event: Event });
const GapLine = z.strictObject({ ...Link, gap: Gap });

/** A place in the chain: a record's number, and the SHA-256 of its line. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface Line {
  readonly seq: number;
  readonly prev: string;
  readonly entry: Entry;
}

const GENESIS = "0".repeat(64);

/** The first line holds no event and nothing that isn't known beforehand, so it can be written again if it is lost. */
export function headerLine(subject: string): string {
  return JSON.stringify({ seq: 0, prev: GENESIS, format: 1, subject });
}

export function headerHead(subject: string): Head {
  return { seq: 0, hash: hashLine(headerLine(subject)) };
}

export function renderLine(entry: Entry, { seq, hash }: Head): { text: string; head: Head } {
  const text = JSON.stringify({ seq: seq + 1, prev: hash, ...entry });
  return { text, head: { seq: seq + 1, hash: hashLine(text) } };
}

/** A line as a record, or nothing when it isn't one: then it was torn or changed. */
export function parseLine(bytes: Uint8Array): Line | undefined {
  const value = jsonOrNothing(Buffer.from(bytes).toString("utf8"));
  const asEvent = EventLine.safeParse(value);
  if (asEvent.success) return { seq: asEvent.data.seq, prev: asEvent.data.prev, entry: { event: asEvent.data.event } };
  const asGap = GapLine.safeParse(value);
  if (asGap.success) return { seq: asGap.data.seq, prev: asGap.data.prev, entry: { gap: asGap.data.gap } };
  return undefined;
}

export function hashLine(line: Uint8Array | string): string {
  return createHash("sha256").update(line).digest("hex");
}
