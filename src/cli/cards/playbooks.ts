import type { CommandCard } from "../card.ts";

export const playbooksCards: readonly CommandCard[] = [
  {
    name: "playbooks lint",
    group: "Catalog",
    summary: "check the catalog's files",
    details: "Checks every broker and playbook file: the language, undeclared disclosure, steps that leave the broker's hosts, and more. Each fault has its file, line and column.",
    examples: ["unlist playbooks lint", "unlist playbooks lint --catalog ./my-catalog"],
    load: async () => (await import("../commands/playbooks-lint.ts")).playbooksLintCommand,
  },
];
