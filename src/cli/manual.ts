import { COMMAND_GROUPS, type CommandCard } from "./card.ts";
import { EXIT_CODES_HELP } from "./help.ts";

type Rows = readonly (readonly [name: string, words: string])[];

const HEAD = `# Commands

Written by \`unlist manual --write docs/commands.md\`; a test fails when it is stale. \`unlist help COMMAND\` says the same of one.
`;

/** Every command with all that its help says, as one page of Markdown. Pure. */
export function manual(cards: readonly CommandCard[], globals: Rows): string {
  const groups = COMMAND_GROUPS.flatMap((group) => [`## ${group}`, ...cards.filter((card) => card.group === group).flatMap(commandOf)]);
  return [HEAD, "```", EXIT_CODES_HELP.trim(), "```", "", "## Options of every command", "", ...tableOf(globals), "", ...groups, ""].join("\n");
}

function commandOf({ name, operands = [], options = [], details, examples }: CommandCard): string[] {
  const usage = ["unlist", name, ...operands.map(([operand]) => operand), ...(options.length > 0 ? ["[options]"] : [])].join(" ");
  const rows = [...operands, ...options];
  return [`### ${name}`, "", `\`${usage}\``, "", details, "", ...(rows.length > 0 ? [...tableOf(rows), ""] : []), "```sh", ...examples, "```", ""];
}

function tableOf(rows: Rows): string[] {
  return ["| | |", "|---|---|", ...rows.map(([name, words]) => `| \`${inCell(name)}\` | ${inCell(words)} |`)];
}

function inCell(text: string): string {
  return text.replaceAll("|", "\\|");
}
