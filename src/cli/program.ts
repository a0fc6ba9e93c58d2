import { Command as Commander, Option } from "commander";
import { UsageError, type ExitCode } from "../base/errors.ts";
import type { Invocation } from "./call.ts";
import type { CommandCard } from "./card.ts";
import { CARDS, GROUP_SUMMARIES } from "./cards/index.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { EXIT_CODES_HELP, HELP_FOR_YOU, examplesHelp } from "./help.ts";

/** Loads a card's command and runs it. */
export type Perform = (card: CommandCard, invocation: Invocation) => Promise<ExitCode>;

/** The command line: cards become commander's commands. Nothing of a command is loaded until it is run. */
export function createProgram(perform: Perform, version: string): Commander {
  const program = new Commander("unlist")
    .description("Takes your details off people-search sites and data brokers, checks that they are really gone, and keeps them gone.")
    .usage("<command> [options]")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    // Errors are said by whoever catches them, in one form for people and machines.
    .configureOutput({ outputError: () => undefined, getOutHelpWidth: helpWidth, getErrHelpWidth: helpWidth })
    .addHelpText("after", EXIT_CODES_HELP)
    .addHelpText("after", `\n${HELP_FOR_YOU}`)
    .addHelpText("after", examplesHelp(["unlist demo", "unlist init", "unlist subject add --profile me.yaml", "unlist plan"]));
  for (const option of globalOptions()) program.addOption(option);
  for (const card of CARDS) addCommand(program, card, perform);
  addHelp(program);
  return program;
}

/** `unlist help subject add`, by as many words as the command has. */
function addHelp(program: Commander): void {
  const help = program.command("help").summary("print a command's help").description("Prints a command's help, with an example.").helpGroup("Care:").helpOption("-h, --help", "print this help");
  help.argument("[command...]", "as it is typed: subject add").addHelpText("after", examplesHelp(["unlist help schedule install"]));
  help.action((words: readonly string[]) => {
    const named = words.reduce<Commander | undefined>((found, word) => found?.commands.find((command) => command.name() === word), program);
    if (!named) throw new UsageError("no such command", { hint: "unlist --help lists them" });
    named.help();
  });
}

function helpWidth(): number {
  return Math.min(process.stdout.isTTY ? process.stdout.columns : 80, 100);
}

function globalOptions(): Option[] {
  return GLOBAL_OPTIONS.map(([flags, words]) => new Option(flags, words).helpGroup("Global options:"));
}

function addCommand(program: Commander, card: CommandCard, perform: Perform): void {
  const words = card.name.split(" ");
  const leaf = words.at(-1) ?? card.name;
  const parent = words.slice(0, -1).reduce((group, _word, depth) => groupCommand(group, words.slice(0, depth + 1), card), program);
  const command = parent.command(leaf).summary(card.summary).description(card.details);
  if (parent === program) command.helpGroup(`${card.group}:`);
  for (const [operand, operandWords] of card.operands ?? []) command.argument(operand, operandWords);
  for (const [flags, optionWords] of card.options ?? []) command.option(flags, optionWords);
  command.helpOption("-h, --help", "print this help").addHelpText("after", `\nGlobal options (--home, --json, …): unlist --help\n${HELP_FOR_YOU}`).addHelpText("after", examplesHelp(card.examples));
  command.action(async () => {
    await perform(card, { name: card.name, args: command.args, options: command.opts(), globals: program.opts(), ...(card.needsNoHome && { needsNoHome: true }), ...(card.needsNoSettings && { needsNoSettings: true }) });
  });
}

/** `subject` of `subject add`: made once, with a summary of its own. Groups may lie in groups: `playbooks import pir`. */
function groupCommand(parent: Commander, words: readonly string[], card: CommandCard): Commander {
  const name = words.at(-1) ?? "";
  const existing = parent.commands.find((command) => command.name() === name);
  if (existing) return existing;
  const summary = GROUP_SUMMARIES[words.join(" ")] ?? name;
  const group = parent.command(name).summary(summary).description(summary).helpGroup(`${card.group}:`).helpOption("-h, --help", "print this help").helpCommand(false).usage("<command> [options]");
  return group.addHelpText("after", `\n${HELP_FOR_YOU}`).addHelpText("after", examplesHelp(examplesOf(words)));
}

/** One of each command in the group. */
function examplesOf(words: readonly string[]): string[] {
  return CARDS.filter(({ name }) => name.startsWith(`${words.join(" ")} `)).flatMap(({ examples }) => examples.slice(0, 1));
}
