import { z } from "zod";
import type { Clock } from "../base/clock.ts";
import { FatalError } from "../base/errors.ts";
import { errorCode, type Files } from "../base/files.ts";
import type { WireRecord } from "./session.ts";

const WireLine = z.strictObject({ intent: z.string(), state: z.enum(["armed", "first-byte", "closed"]), at: z.string() });
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

interface Reading {
  readonly record: WireRecord;
  /** Armed and not closed: what comes now may have been sent. */
  readonly isOpen: boolean;
  /** A whole line of this intent has been read. */
  readonly isNamed: boolean;
}

/**
 * What the file proves about an intent. `no-byte` rests on the order that the proxy keeps: the record is synced before
 * the byte goes on. A line that cannot be read counts as the first byte where it may have been that.
 */
export async function readWire(files: Files, path: string, intent: string): Promise<WireRecord> {
  const lines = (await readOrEmpty(files, path)).split("\n").filter((line) => line !== "");
  const start: Reading = { record: "never-armed", isOpen: false, isNamed: false };
  return lines.reduce((reading, line) => readLine(reading, line, intent), start).record;
}

function readLine(reading: Reading, text: string, intent: string): Reading {
  const line = WireLine.safeParse(parsed(text));
  if (!line.success) return mayBeFirstByte(reading, text, intent) ? { ...reading, record: "sent" } : reading;
  if (line.data.intent !== intent) return reading;
  const wasSent = reading.isNamed && reading.record === "sent";
  const record = wasSent || line.data.state === "first-byte" ? "sent" : "no-byte";
  return { record, isOpen: line.data.state === "armed" || (reading.isOpen && line.data.state !== "closed"), isNamed: true };
}

/** A torn write leaves the beginning of a line. One that names the intent before it was armed is the armed record itself. */
function mayBeFirstByte({ isOpen, record }: Reading, text: string, intent: string): boolean {
  const opening = `{"intent":${JSON.stringify(intent)},`;
  if (text.startsWith(opening) || opening.startsWith(text)) return isOpen;
  return !text.startsWith('{"intent":"') && (isOpen || record === "never-armed");
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
