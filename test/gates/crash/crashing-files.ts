import { basename, dirname } from "node:path";
import type { AppendFile, Files, FixedFile } from "../../../src/base/files.ts";
import type { Crasher } from "./crasher.ts";

const PORTS: Readonly<Record<string, string>> = {
  "journal.ndjson": "journal",
  "head.sealed": "head",
  "wire.ndjson": "wire record",
  "ledger.json": "projection",
};

/** The disk, with every write a place to crash at; ports are named by what is written. */
export function crashingFiles(files: Files, crasher: Crasher): Files {
  return {
    ...files,
    replace: (path, bytes) => crasher.call(portOf(path), () => files.replace(path, bytes)),
    openAppend: async (path) => appending(await files.openAppend(path), portOf(path), crasher),
    openFixed: async (path) => fixed(await files.openFixed(path), portOf(path), crasher),
  };
}

function appending(file: AppendFile, port: string, crasher: Crasher): AppendFile {
  return {
    append: (bytes) => crasher.call(isAnnouncement(bytes) ? "announcement" : port, () => file.append(bytes), () => file.append(firstHalf(bytes))),
    truncate: (length) => file.truncate(length),
    close: () => file.close(),
  };
}

function fixed(file: FixedFile, port: string, crasher: Crasher): FixedFile {
  return {
    writeAt: (offset, bytes) => crasher.call(port, () => file.writeAt(offset, bytes), () => file.writeAt(offset, firstHalf(bytes))),
    close: () => file.close(),
  };
}

/** In the proxy's record the line before the intent is a place of its own. */
function isAnnouncement(bytes: Uint8Array | string): boolean {
  return typeof bytes === "string" && bytes.includes('"state":"announced"');
}

function firstHalf(bytes: Uint8Array | string): Uint8Array {
  const whole = Buffer.from(bytes);
  return whole.subarray(0, Math.floor(whole.length / 2));
}

function portOf(path: string): string {
  return PORTS[basename(path)] ?? (basename(dirname(path)) === "evidence" ? "evidence" : "other file");
}
