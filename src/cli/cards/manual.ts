import type { CommandCard } from "../card.ts";

export const manualCard: CommandCard = {
  name: "manual",
  group: "Care",
  summary: "every command on one page",
  details: "Prints what the help of every command says, as one page of Markdown.",
  options: [["--write <file>", "into a file instead"]],
  examples: ["unlist manual | less", "unlist manual --write docs/commands.md"],
  needsNoHome: true,
  needsNoSettings: true,
  load: async () => (await import("../commands/manual.ts")).manualCommand,
};
