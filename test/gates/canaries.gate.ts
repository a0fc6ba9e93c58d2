import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import { demoProfile } from "../../src/lab/persona.ts";
import { personalValues } from "../../src/subject/profile.ts";
import { CANARIES } from "../cli/run-cli.ts";
import { PLACES, watch, type Spot } from "./canary/watch.ts";
import type { Gate } from "./support/gate.ts";

const LEAKER = join(process.cwd(), "test", "gates", "canary", "leaker.mjs");
const VITEST = join(process.cwd(), "node_modules", "vitest", "vitest.mjs");
/** The runs that are killed, interrupted and damaged; the rest of the suite joins them in full, but for the test that plants these leaks. */
const TESTS = { quick: ["test/end-to-end/crash.test.ts", "test/cli"], full: ["--exclude", "test/gates/canaries.test.ts"] };
const STREET = "7 Quillfeather Lane";

export interface Leak {
  readonly channel: string;
  readonly place?: Spot;
  /** How the file is called. */
  readonly name?: string;
  readonly bytes?: Buffer;
  /** A file, where nothing else is said: what a folder is called, or a link leads to. */
  readonly kind?: "file" | "folder" | "link";
}

/** One leak for each channel, and for each form that a value may take in a file. */
export const LEAKS: readonly Leak[] = [
  { channel: "argv" },
  { channel: "environ" },
  { channel: "argv of a process whose parent has ended" },
  ...[...Object.keys(PLACES).filter(isPlace), "cwd" as const, "/dev/shm" as const].map((place) => ({ channel: `a file in ${place}`, place, bytes: Buffer.from(`x ${STREET} y`) })),
  { channel: "the name of a file", place: "TMPDIR", name: "7-quillfeather-lane.pdf" },
  { channel: "the name of an empty folder", place: "HOME", name: STREET, kind: "folder" },
  { channel: "where a link leads", place: "HOME", kind: "link", bytes: Buffer.from(`/home/${STREET}`) },
  ...Object.entries(formsOfLeaks()).map(([form, bytes]) => ({ channel: `a file, ${form}`, place: "TMPDIR" as const, bytes })),
];

/** Whether the harness sees the leak. */
export async function isSeen({ channel, place, name = `leak-${randomUUID()}`, bytes = Buffer.alloc(0), kind = "file" }: Leak): Promise<boolean> {
  let path = "";
  const told = (folder: (spot: Spot) => string): object => {
    if (place === undefined) return { channel, value: STREET };
    path = join(folder(place), name);
    return { channel: kind, path, value: bytes.toString("base64") };
  };
  try {
    const { hits } = await watch({ args: [LEAKER], values: [STREET], input: (folder) => JSON.stringify(told(folder)) });
    return hits.length > 0;
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

function formsOfLeaks(): Record<string, Buffer> {
  const around = Buffer.from(`before ${STREET} after`);
  return {
    "UTF-16LE": Buffer.from(around.toString(), "utf16le"),
    "UTF-16BE": Buffer.from(around.toString(), "utf16le").swap16(),
    base64: Buffer.from(around.toString("base64")),
    "base64, one byte on": Buffer.from(Buffer.concat([Buffer.from("x"), around]).toString("base64")),
    "base64, two bytes on": Buffer.from(Buffer.concat([Buffer.from("xy"), around]).toString("base64")),
    "base64 of UTF-16": Buffer.from(Buffer.from(around.toString(), "utf16le").toString("base64")),
    hex: Buffer.from(around.toString("hex").toUpperCase()),
    URL: Buffer.from(encodeURIComponent(around.toString())),
    "quoted-printable": Buffer.from("before=207=20Quillfeather=20Lane"),
    gzip: gzipSync(around),
    zlib: deflateSync(around),
  };
}

function isPlace(name: string): name is keyof typeof PLACES {
  return Object.hasOwn(PLACES, name);
}

/** The tests that failed, and the last words. */
function failuresIn(said: string): string[] {
  const lines = said.split("\n");
  return [...lines.filter((line) => / FAIL |Error:/.test(line)).slice(0, 12), ...lines.slice(-6)];
}

export const gate: Gate = {
  name: "canaries",
  limit: "no personal value in any file left behind, argument or environment",
  async run(scale, tell) {
    const values = [...new Set([...personalValues(demoProfile), ...CANARIES])].filter((value) => value.length >= 6);
    tell(scale === "full" ? "the whole test suite, watched" : "a sample of the test suite, watched");
    const { code, files, processes, hits, said } = await watch({ args: [VITEST, "run", ...TESTS[scale]], values, cwd: process.cwd() });
    const details = [...hits.slice(0, 8), ...(code === 0 ? [] : failuresIn(said))];
    return { figure: `${hits.length} hits in ${files} files left and ${processes} processes; the tests ended with ${code}`, ok: hits.length === 0 && code === 0 && processes > 5, details };
  },
  async control(tell) {
    const missed: string[] = [];
    for (const leak of LEAKS) if (!(await isSeen(leak))) missed.push(leak.channel);
    if (missed.length > 0) tell(`not seen: ${missed.join(", ")}`);
    return missed.length === 0 ? "caught" : "missed";
  },
};
