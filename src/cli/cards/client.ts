import type { CommandCard } from "../card.ts";

const CLIENT = ["<client>", "the client's id, as client list shows it"] as const;

/** For whoever acts for others, each inside a grant of their own. */
export const clientCards: readonly CommandCard[] = [
  {
    name: "client add",
    group: "Clients",
    summary: "add somebody you act for, or many at once",
    details: "Adds a client under an opaque id and a key of their own. Nothing is done for them until they have signed a grant. A batch (CSV or YAML, chmod 600) is taken whole or not at all; what is wrong with it is told by row and column.",
    options: [
      ["--profile <file>", "the client's profile, or - for stdin"],
      ["--batch <file>", "many clients: .csv with a row each, or YAML with a list under clients:"],
    ],
    examples: ["unlist client add --profile client.yaml --json", "unlist client add --batch intake.csv"],
    load: async () => (await import("../commands/client-add.ts")).clientAddCommand,
  },
  {
    name: "client list",
    group: "Clients",
    summary: "the caseload: grants, work due, answers overdue",
    details: "One line a client: the grant and its days left, what is due, what needs you, answers overdue, as of the last run. No names, unless --names.",
    options: [
      ["--names", "with the labels that you gave them"],
      ["--closed", "also those who are gone, by their ids"],
    ],
    examples: ["unlist client list", "unlist client list --names"],
    load: async () => (await import("../commands/client-list.ts")).clientListCommand,
  },
  {
    name: "client show",
    group: "Clients",
    summary: "one client: grants, work, and who did what",
    details: "Shows a client's grants, what there is to do, and the end of their trail.",
    operands: [CLIENT],
    options: [["--names", "with the label"]],
    examples: ["unlist client show k3v9x0q2m7ta"],
    load: async () => (await import("../commands/client-show.ts")).clientShowCommand,
  },
];
