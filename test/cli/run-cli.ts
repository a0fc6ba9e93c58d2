import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Surroundings } from "../../src/cli/call.ts";
import { performCommand } from "../../src/cli/perform.ts";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** What is started instead of the built command line. */
  readonly program?: readonly string[];
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said on stderr so far. */
  stderr(): string;
}

interface Copy {
  readonly name: string;
  /** Nothing of a folder. */
  readonly bytes: Buffer | undefined;
  readonly mode: number;
}

const MADE = new Map<string, readonly Copy[]>();

async function copiesOf(dir: string): Promise<readonly Copy[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.map(async (entry): Promise<Copy> => {
      const path = join(entry.parentPath, entry.name);
      return { name: relative(dir, path), bytes: entry.isFile() ? await readFile(path) : undefined, mode: (await stat(path)).mode & 0o777 };
    }),
  );
}

/** A user's machine in a temporary folder: a HOME, files, and the built command line as a real process. */
export class Machine implements AsyncDisposable {
  readonly dir: string;
  readonly home: string;

  private constructor(dir: string) {
    this.dir = dir;
    this.home = join(dir, "unlist-home");
  }

  static async open(): Promise<Machine> {
    return new Machine(await mkdtemp(join(tmpdir(), "unlist-cli-test-")));
  }

  /** As `make` leaves it. That is done once; from then on its files are copied, since each start of the command line costs half a second. */
  static async made(what: string, make: (machine: Machine) => Promise<void>): Promise<Machine> {
    const copies = MADE.get(what);
    const machine = await Machine.open();
    if (copies) for (const { name, bytes, mode } of copies) await machine.#put(name, bytes, mode);
    else {
      await make(machine);
      MADE.set(what, await copiesOf(machine.dir));
    }
    return machine;
  }

  /** With a home that `init` has made, and the key file beside it. */
  static withHome(...flags: string[]): Promise<Machine> {
    return Machine.made(["init", ...flags].join(" "), async (machine) => {
      const { code, stderr } = await machine.keyed("init", ...flags);
      if (code !== 0) throw new Error(`init ended with ${code ?? "a signal"}: ${stderr}`);
    });
  }

  /** Writes a file that only its owner may read. */
  async file(name: string, text: string, mode = 0o600): Promise<string> {
    return this.#put(name, text, mode);
  }

  async #put(name: string, content: string | Buffer | undefined, mode: number): Promise<string> {
    const path = join(this.dir, name);
    await mkdir(content === undefined ? path : dirname(path), { recursive: true });
    if (content !== undefined) await writeFile(path, content);
    await chmod(path, mode);
    return path;
  }

  environment(extra: Record<string, string> = {}): Record<string, string> {
    return { PATH: process.env["PATH"] ?? "", HOME: this.dir, UNLIST_HOME: this.home, ...extra };
  }

  run(args: readonly string[], around: Around = {}): Promise<Ended> {
    return this.start(args, around).ended;
  }

  /** For whoever has something to do with it while it runs. */
  start(args: readonly string[], { env = {}, input = "", program: [file = process.execPath, ...before] = [process.execPath, MAIN] }: Around = {}): Started {
    const child = spawn(file, [...before, ...args], { env: this.environment(env), cwd: this.dir });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    return { child, ended: ended(child, input), stderr: () => stderr };
  }

  /** With a key file, which opens faster than a passphrase. */
  keyed(...args: string[]): Promise<Ended> {
    return this.run([...args, "--key-file", join(this.dir, "key")]);
  }

  /**
   * The same command line in this process, for what a command says and does to files: each process of its own costs half a second
   * of processor time. Paths in `args` are absolute.
   */
  async here(args: readonly string[], { env = {}, input = "" }: Pick<Around, "env" | "input"> = {}): Promise<Ended> {
    const [stdout, stderr] = [new Heard(), new Heard()];
    const around = { env: this.environment(env), stdin: Readable.from([input]), stdout, stderr, signal: new AbortController().signal, leave: () => undefined };
    // They are streams and no terminals, as in a pipe; nothing else of a terminal is asked for then.
    const code = await performCommand({ argv: args, version: "here" }, around as unknown as Surroundings);
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  keyedHere(...args: string[]): Promise<Ended> {
    return this.here([...args, "--key-file", join(this.dir, "key")]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}

class Heard extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

export function ended(child: ChildProcess, input = ""): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  child.stdin?.on("error", () => undefined).end(input); // it may end before it has read everything
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

export { MAIN };

/** A profile whose every value is a canary: a string that must turn up nowhere else. */
export const CANARIES = ["Canaryfirst", "Canarylast", "7 Canary Street", "Canaryville", "Canary Relative", "canary@personal.example"];
export const CANARY_PROFILE = `
names:
  - { first: Canaryfirst, last: Canarylast }
addresses:
  - { street: 7 Canary Street, city: Canaryville, state: TX }
relatives: [Canary Relative]
personalEmails: [canary@personal.example]
`;
