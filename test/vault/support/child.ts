import { build } from "esbuild";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Bundles a TypeScript entry so that plain Node runs it as a process of its own. */
export async function bundle(entry: string, outDir: string): Promise<string> {
  const outfile = join(outDir, "child.mjs");
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "error", banner: { js: REQUIRE } });
  return outfile;
}

const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

export class Child {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(file: string, args: readonly string[]) {
    this.process = spawn(process.execPath, [file, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.process.stdout! }).on("line", (line) => {
      this.lines.push(line);
      this.#waiting.splice(0).forEach((wake) => wake());
    });
  }

  /** Resolves with the first line that starts so. */
  async line(start: string): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => line.startsWith(start));
      if (found !== undefined) return found;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  say(line: string): void {
    this.process.stdin?.write(`${line}\n`);
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "close");
    this.process.kill("SIGKILL");
    await ended;
  }
}
