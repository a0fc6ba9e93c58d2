import { CommanderError } from "commander";
import { ExitCode, InterruptedError, UnlistError } from "../base/errors.ts";
import type { Surroundings } from "./call.ts";
import { createProgram, type Perform } from "./program.ts";
import { errorLines, firstOf, ownFrames, sayError } from "./say-error.ts";
import { usageErrorOf } from "./usage-error.ts";

export interface Performance {
  readonly argv: readonly string[];
  readonly version: string;
}

/** argv → program → exit code, in the surroundings that it is given. Nothing of a command is loaded until it is run. */
export async function performCommand({ argv, version }: Performance, around: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.done;
  const perform: Perform = async (card, invocation) => {
    const [{ openCall }, command] = await Promise.all([import("./call.ts"), card.load()]);
    const call = await openCall(invocation, around);
    if (card.takes !== undefined) await (await import("./require-role.ts")).requireRole(call, card.takes);
    exitCode = await command(call);
    return exitCode;
  };
  try {
    await createProgram(perform, version).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, { argv, around });
  }
}

/** Says what went wrong, in our words only, and gives the code that it ends with. */
export function report(caught: unknown, { argv, around }: { argv: readonly string[]; around: Surroundings }): ExitCode {
  const error = translated(firstOf(caught), around.signal);
  if (error === undefined) return ExitCode.done;
  const said = sayError(error);
  if (argv.includes("--json")) around.stdout.write(`${JSON.stringify({ error: { ...said, exitCode: undefined } }, null, 2)}\n`);
  around.stderr.write([...errorLines(said), ...ownFrames(error)].map((line) => `${line}\n`).join(""));
  return said.exitCode;
}

/** Commander ends by throwing: nothing went wrong after `--help`, a usage error is ours to say. */
function translated(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof CommanderError) return error.exitCode === 0 ? undefined : usageErrorOf(error);
  if (signal.aborted && !(error instanceof UnlistError)) return new InterruptedError("stopped");
  return error;
}
