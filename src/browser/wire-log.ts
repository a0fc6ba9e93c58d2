import { z } from "zod";
import type { Clock } from "../base/clock.ts";
import { FatalError } from "../base/errors.ts";
import { errorCode, type Files } from "../base/files.ts";
import type { Wire, WireRecord } from "./session.ts";

const WireLine = z.strictObject({ intent: z.string(), state: z.enum(["announced", "armed", "first-byte", "closed"]), at: z.string() });
export type WireState = z.infer<typeof WireLine>["state"];

/** The proxy's own durable record of what went over the wire for an intent. */
export interface WireLog extends AsyncDisposable {
  /** Resolves when the record is on the disk. */
  record(intent: string, state: WireState): Promise<void>;
}

/** Opens the append-only file (`{intent, state, at}` a line). A torn last line is ended, so that the next one stands alone. */
export async function openWireLog(files: Files, path: string, clock: Clock): Promise<WireLog> {
  const old = await readOrEmpty(files, path);
  const file = await files.openAppend(path);
  if (old !== "" && !old.endsWith("\n")) await file.append("\n");
  return {
    record: (intent, state) => file.append(`${JSON.stringify({ intent, state, at: clock.now().toISOString() })}\n`),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** For what never submits (a scan, a check): arming through it is a fault. */
export const noWireLog: WireLog = {
  record: () => Promise.reject(new FatalError("a session was armed without a wire log")),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/** The same record for whoever crosses: announced through the open file, and read from the disk. */
export function wireOf(files: Files, path: string, log: WireLog): Wire {
  return {
    announce: (intent) => log.record(intent, "announced"),
    read: (intent) => readWire(files, path, intent),
  };
}

interface Reading {
  readonly record: WireRecord;
  /** Armed and not closed: what comes now may have been sent. */
  readonly isOpen: boolean;
}

/**
 * What the file proves about an intent. `never-armed` and `no-byte` rest on the order that is kept: announced before the
 * intent, and the first byte's record synced before that byte goes on. So a file that does not name the intent (deleted, cut,
 * put back from elsewhere) proves nothing, and a line that can't be read counts as the first byte where it may have been that.
 */
export async function readWire(files: Files, path: string, intent: string): Promise<WireRecord> {
  const lines = (await readOrEmpty(files, path)).split("\n").filter((line) => line !== "");
  const start: Reading = { record: "unknown", isOpen: false };
  return lines.reduce((reading, line) => readLine(reading, line, intent), start).record;
}

function readLine(reading: Reading, text: string, intent: string): Reading {
  const line = WireLine.safeParse(parsed(text));
  if (!line.success) return reading.isOpen && mayBeOf(intent, text) ? { ...reading, record: "sent" } : reading;
  if (line.data.intent !== intent) return reading;
  const { state } = line.data;
  return { record: recordAfter(reading, state), isOpen: state === "armed" || (reading.isOpen && state !== "closed") };
}

/** A step that was proven not sent may be announced and armed anew; what was sent once stays sent. */
function recordAfter({ record }: Reading, state: WireState): WireRecord {
  if (state === "first-byte") return "sent";
  if (state === "announced") return record === "unknown" ? "never-armed" : record;
  return record === "sent" ? "sent" : "no-byte";
}

/** A torn write leaves the beginning of a line, which may be too short to name anybody, or no line at all. */
function mayBeOf(intent: string, text: string): boolean {
  const opening = `{"intent":${JSON.stringify(intent)},`;
  return text.startsWith(opening) || opening.startsWith(text) || !text.startsWith('{"intent":"');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readOrEmpty(files: Files, path: string): Promise<string> {
  try {
    return (await files.read(path)).toString("utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  }
}
