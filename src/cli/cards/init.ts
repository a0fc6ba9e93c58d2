import type { CommandCard } from "../card.ts";

export const initCard: CommandCard = {
  name: "init",
  group: "Set up",
  summary: "create the encrypted home",
  details:
    "Creates the folder in which everything is kept, encrypted with a passphrase (asked twice, or from the file that UNLIST_PASSPHRASE_FILE names) or with a key file for unattended runs. There is no way back to the data without one of them. On a terminal it asks three questions about where you stand; each may stay open, and each only changes defaults.",
  options: [["--answers <file>", "the answers from a file, or - for stdin: device, mailbox, listing"], ["--rehearsal", "a home for trying things out: it can never reach a real site"]],
  examples: ["unlist init", "unlist init --key-file ~/unlist.key", "unlist init --rehearsal --home ./rehearsal"],
  load: async () => (await import("../commands/init.ts")).initCommand,
};
