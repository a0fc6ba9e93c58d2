import { spawn, spawnSync } from "node:child_process";
import { MAIN, type Machine } from "../run-cli.ts";

/** util-linux's `script` gives a command a terminal of its own. */
export const hasTerminal = spawnSync("script", ["--version"]).status === 0;

export interface Typed {
  readonly code: number | null;
  /** Everything that went to the terminal. */
  readonly screen: string;
}

/** What is typed once its question is shown; a code may be known only then. */
export type Answers = readonly (readonly [question: string, answer: string | (() => Promise<string>)])[];

/** Runs the command line in a terminal of 80 columns and types each answer once its question is shown. */
export function typeInto(machine: Pick<Machine, "environment">, args: readonly string[], answers: Answers): Promise<Typed> {
  const command = ["exec", process.execPath, MAIN, ...args].map((word, i) => (i === 0 ? word : `'${word}'`)).join(" ");
  const terminal = spawn("script", ["-qec", `stty cols 80 rows 40; ${command}`, "/dev/null"], { env: machine.environment({ TERM: "xterm" }) });
  const left = [...answers];
  let screen = "";
  let unread = "";
  terminal.stdout.on("data", (chunk: Buffer) => {
    screen += chunk.toString("utf8");
    unread += chunk.toString("utf8");
    const [next] = left;
    if (!next || !unread.includes(next[0])) return;
    left.shift();
    unread = "";
    const [, answer] = next;
    if (typeof answer === "string") terminal.stdin.write(answer);
    else void answer().then((typed) => terminal.stdin.write(typed));
  });
  return new Promise((resolve) => terminal.once("close", (code) => resolve({ code, screen })));
}
