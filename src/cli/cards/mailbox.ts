import type { CommandCard } from "../card.ts";

export const mailboxCards: readonly CommandCard[] = [
  {
    name: "mailbox add",
    group: "Set up",
    summary: "connect the mailbox for confirmation mails",
    details:
      "Connects a mailbox by IMAP, best one that is used for nothing else. Asks for it, or reads a YAML or JSON file that only you can read. The secret is kept encrypted; an app password will do. Without TLS only a server on this machine is accepted.",
    options: [
      ["--file <file>", "read the settings from a file, or - for stdin"],
      ["--secret-file <file>", "read the IMAP password from a file of its own"],
    ],
    examples: ["unlist mailbox add", "unlist mailbox add --file mailbox.yaml --secret-file app-password"],
    takes: "lead",
    load: async () => (await import("../commands/mailbox-add.ts")).mailboxAddCommand,
  },
  {
    name: "mailbox test",
    group: "Set up",
    summary: "see whether the mailbox can be read",
    details: "Logs in, opens the folder, and logs out. Nothing is read or changed.",
    examples: ["unlist mailbox test"],
    load: async () => (await import("../commands/mailbox-test.ts")).mailboxTestCommand,
  },
];
