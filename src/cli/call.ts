import { clockStartingAt, systemClock, type Clock } from "../base/clock.ts";
import { nodeFiles, type Files } from "../base/files.ts";
import { loadConfig, noSettings, type Config, type GlobalFlags } from "../config/config.ts";
import type { Environment } from "../config/home-dir.ts";
import { settleRestore } from "../vault/beside-home.ts";
import { requireRehearsal } from "./rehearsal.ts";
import { Options } from "./options.ts";
import { createOutput, type Output } from "./output.ts";
import { createPrompt, type Prompt } from "./prompt.ts";

/** Everything a command is handed. It returns its exit code and touches nothing of the process itself. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Options;
  readonly config: Config;
  /** The file of `--map` as given. `config.map` is what it says, for commands that work in a home. */
  readonly mapFile: string | undefined;
  readonly out: Output;
  readonly ask: Prompt;
  readonly clock: Clock;
  readonly files: Files;
  /** Aborted by SIGINT or SIGTERM: finish the step in hand, then stop. */
  readonly signal: AbortSignal;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

export interface Invocation {
  /** As typed: `subject add`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly globals: GlobalFlags;
  readonly needsNoHome?: true;
  readonly needsNoSettings?: true;
}

/** What `main.ts` owns of the process and lends to a command. */
export interface Surroundings {
  readonly env: Environment;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  /** Clears the screen and stops after the step in hand. */
  readonly leave: () => void;
}

export async function openCall(invocation: Invocation, around: Surroundings): Promise<Call> {
  const { map: mapFile, ...others } = invocation.globals;
  const load = (): Promise<Config> => loadConfig(invocation.needsNoHome ? others : invocation.globals, around.env, invocation.needsNoSettings ? noSettings : undefined);
  const asFound = await load();
  const isPutBack = !invocation.needsNoHome && (await settleRestore(asFound.home, systemClock));
  const config = isPutBack ? await load() : asFound;
  if (!invocation.needsNoHome && (config.map || config.now)) await requireRehearsal(config, invocation);
  return {
    args: invocation.args,
    options: new Options(invocation.options),
    config,
    mapFile,
    out: createOutput(config, around),
    ask: createPrompt(around),
    clock: config.now ? clockStartingAt(config.now) : systemClock,
    files: nodeFiles,
    signal: around.signal,
    stdin: around.stdin,
    stderr: around.stderr,
  };
}
