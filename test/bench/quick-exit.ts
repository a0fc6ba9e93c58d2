import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figures.ts";

const CLEARED = "\u001b[2J\u001b[3J";
const KEY = "\u001c";
const MOST_MS = 200;

/** How long the screen still shows anything after Ctrl+\, in a terminal: while a question is open, and in the middle of a browser's work. */
export async function measureQuickExit(root: string): Promise<Figure[]> {
  if (spawnSync("script", ["--version"]).status !== 0) return []; // no terminal can be had here
  const main = join(root, "dist", "main.js");
  const question = await timesOf(10, () => leave([main, "init"], "this device safe"));
  const work = await timesOf(3, () => leave([main, "demo"], "looking"));
  return [figure("screen cleared after Ctrl+\\ at a question", question), figure("screen cleared after Ctrl+\\ at work in the browser", work)];
}

function figure(what: string, times: readonly number[]): Figure {
  return { what, value: Math.max(...times), unit: "ms", wanted: { atMost: MOST_MS }, beside: `the slowest of ${times.length}` };
}

async function timesOf(rounds: number, work: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await work());
  return times;
}

/** Starts it in a terminal of its own, presses the key once `shown` is there, and gives the milliseconds until all of it is gone. */
async function leave(args: readonly string[], shown: string): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), "unlist-bench-"));
  const terminal = spawn("script", ["-qec", `stty cols 80 rows 40; exec '${process.execPath}' '${args.join("' '")}'`, "/dev/null"], { env: { PATH: process.env["PATH"] ?? "", HOME: dir, TERM: "xterm" } });
  let screen = "";
  let pressedAt: number | undefined;
  let clearedAt: number | undefined;
  terminal.stdout.on("data", (chunk: Buffer) => {
    screen += chunk.toString("utf8");
    if (pressedAt === undefined && screen.includes(shown)) {
      pressedAt = performance.now();
      terminal.stdin.write(KEY);
    } else if (screen.endsWith("\u001b[H") && screen.includes(CLEARED)) clearedAt ??= performance.now();
  });
  await new Promise((resolve) => terminal.once("close", resolve));
  await rm(dir, { recursive: true, force: true });
  if (pressedAt === undefined || clearedAt === undefined) throw new Error(`${args.join(" ")} did not come to "${shown}", or was not cleared`);
  return clearedAt - pressedAt;
}
