import type { CommandCard } from "../card.ts";

export const completionCard: CommandCard = {
  name: "completion",
  group: "Care",
  summary: "words for the Tab key: bash, zsh, fish",
  details: "Prints a script that completes commands, options, and the names of brokers and subjects. Its first line says where it goes. It works where unlist itself is found by the shell.",
  operands: [["<shell>", "bash, zsh or fish"]],
  examples: ["unlist completion bash >> ~/.bashrc", "unlist completion fish > ~/.config/fish/completions/unlist.fish"],
  needsNoHome: true,
  needsNoSettings: true,
  load: async () => (await import("../commands/completion.ts")).completionCommand,
};
