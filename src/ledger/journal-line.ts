import { createHash } from "node:crypto";
import { z } from "zod";
import { jsonOrNothing } from "../base/json.ts";
import { Event } from "./events.ts";
import { Gap, type Entry } from "./gap.ts";

const Link = { seq: z.int().min(0), prev: z.string().regex(/^[0-9a-f]{64}$/), more: z.int().min(1).optional() };
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
  /** How many further records its batch has: a crash keeps a batch whole or not at all. */
  readonly more: number;
  readonly entry: Entry;
}

const GENESIS = "0".repeat(64);

/** Written by appending; a batch is what one call of `append` was given. */
export function renderBatch(batch: readonly Entry[], before: Head): { text: string; head: Head } {
  let { seq, hash } = before;
  const lines = batch.map((entry, i) => {
    const more = batch.length - 1 - i;
    const text = JSON.stringify({ seq: (seq += 1), prev: hash, ...(more > 0 && { more }), ...entry });
    hash = hashLine(text);
    return `${text}\n`;
  });
  return { text: lines.join(""), head: { seq, hash } };
}

/** The first line holds no event and nothing that isn't known beforehand, so it can be written again if it is lost. */
export function headerLine(subject: string, format: number): string {
  return JSON.stringify({ seq: 0, prev: GENESIS, format, subject });
}

export function headerHead(subject: string, format: number): Head {
  return { seq: 0, hash: hashLine(headerLine(subject, format)) };
}

/** A line as a record, or nothing when it isn't one: then it was torn or changed. */
export function parseLine(bytes: Uint8Array): Line | undefined {
  const value = jsonOrNothing(Buffer.from(bytes).toString("utf8"));
  const isGap = typeof value === "object" && value !== null && "gap" in value;
  const result = isGap ? GapLine.safeParse(value) : EventLine.safeParse(value);
  if (!result.success) return undefined;
  const { seq, prev, more = 0 } = result.data;
  return { seq, prev, more, entry: "gap" in result.data ? { gap: result.data.gap } : { event: result.data.event } };
}

export function hashLine(line: Uint8Array | string): string {
  return createHash("sha256").update(line).digest("hex");
}
