import type { ExitCode } from "../base/errors.ts";
import type { OperatorRole } from "../config/config-file.ts";
import type { Call } from "./call.ts";

/** What a command is called, says about itself, and where its work is: help is complete without loading that. */
export interface CommandCard {
  /** As typed; two words are a command of a group: `subject add`. */
  readonly name: string;
  readonly group: CommandGroup;
  /** One line in the list of commands. */
  readonly summary: string;
  /** What a person wants to know before using it. */
  readonly details: string;
  /** As commander writes them: `<id>` is needed, `[id]` is not, `[ids...]` takes many. */
  readonly operands?: readonly (readonly [operand: string, words: string])[];
  readonly options?: readonly (readonly [flags: string, words: string])[];
  readonly examples: readonly string[];
  /** Works on files alone: `--map` and `--now` need no rehearsal home then, and what the map names is the command's own business. */
  readonly needsNoHome?: true;
  /** Works even where the home's settings are not what they should be: they are not read. */
  readonly needsNoSettings?: true;
  /** The least role that it takes, where the home names who works with it: to look takes none, to take a grant back or to destroy what is there none either. */
  readonly takes?: OperatorRole;
  /** Imports the command: only when it is run. */
  readonly load: () => Promise<Command>;
}

export const COMMAND_GROUPS = ["Set up", "Do", "Look", "Clients", "Catalog", "Care"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export type Command = (call: Call) => Promise<ExitCode>;
