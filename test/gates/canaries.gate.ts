import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import { demoProfile } from "../../src/lab/persona.ts";
import { personalValues } from "../../src/subject/profile.ts";
import { CANARIES } from "../cli/run-cli.ts";
import { PLACES, watch } from "./canary/watch.ts";
import type { Gate } from "./support/gate.ts";

const LEAKER = join(process.cwd(), "test", "gates", "canary", "leaker.mjs");
const VITEST = join(process.cwd(), "node_modules", "vitest", "vitest.mjs");
/** The runs that are killed, interrupted and damaged; the rest of the suite joins them in full, but for the test that plants these leaks. */
const TESTS = { quick: ["test/end-to-end/crash.test.ts", "test/cli"], full: ["--exclude", "test/gates/canaries.test.ts"] };
const STREET = "7 Quillfeather Lane";

export interface Leak {
  readonly channel: string;
  readonly place?: keyof typeof PLACES | "cwd";
  readonly bytes?: Buffer;
}

/** One leak for each channel, and for each form that a value may take in a file. */
export const LEAKS: readonly Leak[] = [
  { channel: "argv" },
  { channel: "environ" },
  ...[...Object.keys(PLACES).filter(isPlace), "cwd" as const].map((place) => ({ channel: `a file in ${place}`, place, bytes: Buffer.from(`x ${STREET} y`) })),
  ...Object.entries(formsOfLeaks()).map(([form, bytes]) => ({ channel: `a file, ${form}`, place: "TMPDIR" as const, bytes })),
];

/** Whether the harness sees the leak. */
export async function isSeen({ channel, place, bytes }: Leak): Promise<boolean> {
  const { hits } = await watch({
    args: [LEAKER],
    values: [STREET],
    input: (folder) => JSON.stringify(place ? { channel: "file", path: join(folder(place), "leak"), value: bytes?.toString("base64") } : { channel, value: STREET }),
  });
  return hits.length > 0;
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
