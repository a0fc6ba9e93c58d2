#!/usr/bin/env node
import { CommanderError } from "commander";
import pkg from "../package.json" with { type: "json" };
import { ExitCode, InterruptedError, UnlistError } from "./base/errors.ts";
import type { Surroundings } from "./cli/call.ts";
import { createProgram, type Perform } from "./cli/program.ts";
import { clearScreens } from "./cli/quick-exit.ts";
import { errorLines, firstOf, ownFrames, sayError } from "./cli/say-error.ts";
import { usageErrorOf } from "./cli/usage-error.ts";

/** argv → program → exit code. The only place that reads argv, listens to signals, and sets the exit code. */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const { signal, leave } = interruption();
  const manner = { isJson: argv.includes("--json"), signal };
  // What fails where nobody waits for it: Node would print its message, which may hold what was typed.
  process.on("uncaughtException", (error) => process.exit(report(error, manner)));
  let exitCode: ExitCode = ExitCode.done;
  const perform: Perform = async (card, invocation) => {
    const around: Surroundings = { env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, signal, leave };
    const [{ openCall }, command] = await Promise.all([import("./cli/call.ts"), card.load()]);
    const call = await openCall(invocation, around);
    if (card.takes !== undefined) await (await import("./cli/require-role.ts")).requireRole(call, card.takes);
    exitCode = await command(call);
    return exitCode;
  };
  try {
    await createProgram(perform, pkg.version).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, manner);
  }
}

/** Says what went wrong, in our words only, and gives the code that it ends with. */
function report(caught: unknown, { isJson, signal }: { isJson: boolean; signal: AbortSignal }): ExitCode {
  const error = translated(firstOf(caught), signal);
  if (error === undefined) return ExitCode.done;
  const said = sayError(error);
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { ...said, exitCode: undefined } }, null, 2)}\n`);
  process.stderr.write([...errorLines(said), ...ownFrames(error)].map((line) => `${line}\n`).join(""));
  return said.exitCode;
}

/** Commander ends by throwing: nothing went wrong after `--help`, a usage error is ours to say. */
function translated(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof CommanderError) return error.exitCode === 0 ? undefined : usageErrorOf(error);
  if (signal.aborted && !(error instanceof UnlistError)) return new InterruptedError("stopped");
  return error;
}

/** The first SIGINT or SIGTERM asks to stop after the step in hand; the second one doesn't ask. Ctrl+\ does the same with the screen cleared first. */
function interruption(): { readonly signal: AbortSignal; readonly leave: () => void } {
  const controller = new AbortController();
  const stop = (say: () => void): void => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    say();
    controller.abort(new InterruptedError("stopped"));
  };
  const sayStopping = (): void => void process.stderr.write("\nunlist: stopping after the step in hand; once more to stop at once\n");
  const interrupt = (): void => stop(sayStopping);
  const leave = (): void => {
    clearScreens([process.stdout, process.stderr]);
    stop(() => undefined);
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  if (process.platform !== "win32") process.on("SIGQUIT", leave);
  return { signal: controller.signal, leave };
}

/** `unlist status | head` closes the pipe early: that is no crash, and must not cut a run short. */
function tolerateClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Not left to Node's empty event loop: a browser that died under us leaves timers of Playwright's, up to half a minute of them. */
async function end(exitCode: ExitCode): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((written) => stream.write("", written))));
  process.exit(exitCode);
}

tolerateClosedPipe(process.stdout);
tolerateClosedPipe(process.stderr);
await end(await main(process.argv.slice(2)));
