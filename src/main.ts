#!/usr/bin/env node
import pkg from "../package.json" with { type: "json" };
import { ExitCode, InterruptedError } from "./base/errors.ts";
import { performCommand, report } from "./cli/perform.ts";
import { clearScreens } from "./cli/quick-exit.ts";

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

/** The only place that reads argv, listens to signals, and sets the exit code. */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const { env, stdin, stdout, stderr } = process;
  const around = { env, stdin, stdout, stderr, ...interruption() };
  // What fails where nobody waits for it: Node would print its message, which may hold what was typed.
  process.on("uncaughtException", (error) => process.exit(report(error, { argv, around })));
  return performCommand({ argv, version: pkg.version }, around);
}

tolerateClosedPipe(process.stdout);
tolerateClosedPipe(process.stderr);
await end(await main(process.argv.slice(2)));
