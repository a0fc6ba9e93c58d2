import type { CommandCard } from "../card.ts";

const OPTIONS = [["--passphrase-file <file>", "read the backup's passphrase from a file that only you can read"]] as const;

export const backupCards: readonly CommandCard[] = [
  {
    name: "backup",
    group: "Care",
    summary: "the whole home in one encrypted file",
    details:
      "Writes the home into one file, encrypted with a passphrase of its own; age (age-encryption.org) and tar open it without unlist. The home inside is still locked: keep its passphrase or key file as well. The proxy's record of what went out stays on this machine.",
    operands: [["<file>", "where to write it; it must not be there yet"]],
    options: OPTIONS,
    examples: ["unlist backup /media/stick/home.age"],
    load: async () => (await import("../commands/backup.ts")).backupCommand,
  },
  {
    name: "restore",
    group: "Care",
    summary: "put a backup in place of the home",
    details:
      "Checks every byte of a backup, then puts it in place of the home; a home that is there is asked for first. What was recorded since is forgotten, but not what went out from this machine: that is not asked a second time.",
    operands: [["<file>", "the backup"]],
    options: OPTIONS,
    examples: ["unlist restore /media/stick/home.age", "unlist restore home.age --home ./elsewhere"],
    takes: "lead",
    load: async () => (await import("../commands/restore.ts")).restoreCommand,
  },
];
