import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exists } from "../../../src/base/files.ts";
import { allBelow, finderOf, searchFor } from "../../../src/cli/demo/canary.ts";
import { seenFromOutside } from "../../end-to-end/processes.ts";

/** Memory that looks like a folder, and that no variable leads away from. */
const SHARED_MEMORY = "/dev/shm";
export type Spot = keyof typeof PLACES | "cwd" | typeof SHARED_MEMORY;

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
  readonly input?: (folder: (spot: Spot) => string) => string;
}

/**
 * Runs a program with all its places in a sandbox. Arguments and environment of it and all its descendants are sampled
 * while it runs; then everything that it left in the places, and whatever in its working tree and the shared memory held
 * nothing before, is read, by content and by name.
 */
export async function watch({ args, values, cwd, input }: Watching): Promise<Watched> {
  const sandbox = await mkdtemp(join(tmpdir(), "uw-"));
  try {
    const places = Object.fromEntries(Object.entries(PLACES).map(([name, folder]) => [name, join(sandbox, folder)]));
    for (const folder of [...Object.values(places), join(sandbox, "cwd")]) await mkdir(folder, { mode: 0o700 });
    const tree = cwd ?? join(sandbox, "cwd");
    const before = new Set((await searchFor(values, await outside(tree))).hits); // our own sources hold canaries of tests by right
    const child = spawn(process.execPath, args, { cwd: tree, env: { ...process.env, ...places }, stdio: ["pipe", "pipe", "pipe"] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
    child.stdin.end(input?.((spot) => (spot === "cwd" ? tree : (places[spot] ?? spot))) ?? "");
    const sampled = sample(child.pid ?? 0, values);
    await once(child, "close");
    const processes = sampled.stop();
    const left = [...(await Promise.all(Object.values(places).map(allBelow))).flat(), ...(await outside(tree)).filter((path) => !before.has(path))];
    const { files, hits } = await searchFor(values, left);
    return { code: child.exitCode, processes: processes.seen, files, hits: [...hits.map((path) => path.replace(`${sandbox}/`, "")), ...processes.hits], said: Buffer.concat(said).toString("utf8") };
  } finally {
    await rm(sandbox, { recursive: true, force: true });
  }
}

/** Looks twenty times a second at what any process of the same user could see. Whose parent ended is still one of them. */
function sample(pid: number, values: readonly string[]): { stop(): { seen: number; hits: string[] } } {
  const holds = finderOf(values);
  const [seen, hits] = [new Map<number, string>(), new Set<string>()];
  const timer = setInterval(() => {
    for (const { pid: one, open } of seenFromOutside(pid, ...seen.keys())) {
      if (open === "" || seen.get(one) === open) continue;
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

/** What lies where other programs have files, too. */
async function outside(tree: string): Promise<string[]> {
  const inTree = (await allBelow(tree)).filter((path) => !OF_SOURCES.test(path));
  const inMemory = (await exists(SHARED_MEMORY)) ? await allBelow(SHARED_MEMORY) : [];
  return [...inTree, ...inMemory];
}
