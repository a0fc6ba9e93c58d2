import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow, finderOf, searchFor } from "../../../src/cli/demo/canary.ts";
import { seenFromOutside } from "../../end-to-end/processes.ts";

/** Where a program may leave something: each a folder of its own. */
export const PLACES = { HOME: "home", TMPDIR: "tmp", XDG_CONFIG_HOME: "config", XDG_CACHE_HOME: "cache", XDG_DATA_HOME: "data", XDG_STATE_HOME: "state", XDG_RUNTIME_DIR: "runtime" } as const;

export interface Watched {
  readonly code: number | null;
  readonly processes: number;
  readonly files: number;
  /** Files and processes that showed a value. */
  readonly hits: readonly string[];
  readonly said: string;
}

export interface Watching {
  readonly args: readonly string[];
  readonly values: readonly string[];
  readonly cwd?: string;
  /** Handed over by stdin, given the folder of each place. */
  readonly input?: (folder: (place: keyof typeof PLACES | "cwd") => string) => string;
}

/**
 * Runs a program with all its places in a sandbox. Arguments and environment of it and all its descendants are sampled
 * while it runs; then every file that it left in the places, and every one in its working tree that held nothing before, is read.
 */
export async function watch({ args, values, cwd, input }: Watching): Promise<Watched> {
  const sandbox = await mkdtemp(join(tmpdir(), "uw-"));
  try {
    const places = Object.fromEntries(Object.entries(PLACES).map(([name, folder]) => [name, join(sandbox, folder)]));
    for (const folder of [...Object.values(places), join(sandbox, "cwd")]) await mkdir(folder, { mode: 0o700 });
    const tree = cwd ?? join(sandbox, "cwd");
    const before = new Set((await searchFor(values, await treeFiles(tree))).hits); // our own sources hold canaries of tests by right
    const child = spawn(process.execPath, args, { cwd: tree, env: { ...process.env, ...places }, stdio: ["pipe", "pipe", "pipe"] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
    child.stdin.end(input?.((place) => (place === "cwd" ? tree : (places[place] ?? sandbox))) ?? "");
    const sampled = sample(child.pid ?? 0, values);
    await once(child, "close");
    const processes = sampled.stop();
    const left = [...(await Promise.all(Object.values(places).map(filesBelow))).flat(), ...(await treeFiles(tree)).filter((path) => !before.has(path))];
    const { files, hits } = await searchFor(values, left);
    return { code: child.exitCode, processes: processes.seen, files, hits: [...hits.map((path) => path.replace(`${sandbox}/`, "")), ...processes.hits], said: Buffer.concat(said).toString("utf8") };
  } finally {
    await rm(sandbox, { recursive: true, force: true });
  }
}

/** Looks twenty times a second at what any process of the same user could see. */
function sample(pid: number, values: readonly string[]): { stop(): { seen: number; hits: string[] } } {
  const holds = finderOf(values);
  const [seen, hits] = [new Map<number, string>(), new Set<string>()];
  const timer = setInterval(() => {
    for (const { pid: one, open } of seenFromOutside(pid)) {
      if (seen.get(one) === open) continue;
      seen.set(one, open);
      for (const place of placesIn(open, holds)) hits.add(place);
    }
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return { seen: seen.size, hits: [...hits] };
    },
  };
}

/** Where in the arguments and the environment of a process a value stands, without the value. */
function placesIn(open: string, holds: (bytes: Buffer) => boolean): string[] {
  const [program = "", script = "", ...more] = open.split("\0");
  const process = `${program} ${holds(Buffer.from(script)) ? "…" : script}`;
  return [program, script, ...more].flatMap((part, at) => (holds(Buffer.from(part)) ? [`${/^[A-Za-z_]+(?==)/.exec(part)?.[0] ?? `argument ${at}`} of a process: ${process}`] : []));
}

/** What was built or installed is made of our own sources. */
const OF_SOURCES = /\/(node_modules|\.git|dist)\//;

async function treeFiles(tree: string): Promise<string[]> {
  return (await filesBelow(tree)).filter((path) => !OF_SOURCES.test(path));
}
