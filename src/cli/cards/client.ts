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
    takes: "caseworker",
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
  {
    name: "client report",
    group: "Clients",
    summary: "a page to hand to the client, in plain words",
    details: "Writes what was done for a client and what came of it, as PDF or HTML. It names brokers and fields and shows nothing of any listing: you look at those, so that the client need not.",
    operands: [CLIENT],
    options: [["--out <file>", "FILE.pdf or FILE.html"]],
    examples: ["unlist client report k3v9x0q2m7ta --out report.pdf"],
    load: async () => (await import("../commands/client-report.ts")).clientReportCommand,
  },
  {
    name: "client trail",
    group: "Clients",
    summary: "who did what for a client, when",
    details: "Shows the client's trail: each line follows from the one before it and is signed. --out hands it over with the client's journal; the file is checked by client verify without this home, and holds nothing of anybody else.",
    operands: [CLIENT],
    options: [["--out <file>", "write it there"]],
    examples: ["unlist client trail k3v9x0q2m7ta", "unlist client trail k3v9x0q2m7ta --out trail.json"],
    load: async () => (await import("../commands/client-trail.ts")).clientTrailCommand,
  },
  {
    name: "client verify",
    group: "Clients",
    summary: "check a trail that was handed over",
    details: "Follows every line of a trail and its journal by their hashes and signatures. Needs no home, no key and no network.",
    operands: [["<file>", "from client trail --out"]],
    examples: ["unlist client verify trail.json"],
    needsNoHome: true,
    needsNoSettings: true,
    load: async () => (await import("../commands/client-trail.ts")).clientVerifyCommand,
  },
  {
    name: "client close",
    group: "Clients",
    summary: "end the work: hand over, then destroy",
    details: "Writes what is the client's into one file, encrypted with a passphrase for them (age opens it), then destroys their key and everything it opens. What is kept is the trail and a note of what was kept and why, neither with a name.",
    operands: [CLIENT],
    options: [
      ["--export <file>", "where the client's copy goes"],
      ["--passphrase-file <file>", "read its passphrase from a file that only you can read"],
    ],
    examples: ["unlist client close k3v9x0q2m7ta --export client.age"],
    takes: "lead",
    load: async () => (await import("../commands/client-close.ts")).clientCloseCommand,
  },
];
