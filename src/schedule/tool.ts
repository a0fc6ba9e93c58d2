import { spawn } from "node:child_process";

export interface ToolEnd {
  /** Undefined when there is no such program. */
  readonly code: number | undefined;
  readonly out: string;
}

/** Runs a program of the system's own to its end. */
export type RunTool = (argv: readonly [string, ...string[]], input?: string) => Promise<ToolEnd>;

const LIMIT_MS = 30_000;

export const runTool: RunTool = ([program, ...args], input = "") =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"], timeout: LIMIT_MS });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    child.stdin.on("error", () => undefined).end(input); // it may end before it has read everything
    child.once("error", () => resolve({ code: undefined, out }));
    child.once("close", (code) => resolve({ code: code ?? 1, out }));
  });
