import type { CommandCard } from "../card.ts";

export const ledgerCards: readonly CommandCard[] = [
  {
    name: "ledger verify",
    group: "Care",
    summary: "check that nothing of the record was lost or changed",
    details: "Reads every line of the journal again, against the chain of hashes and its sealed head, folds it anew and compares that with what is kept of it, and checks every piece of evidence against its name. Changes nothing.",
    examples: ["unlist ledger verify"],
    load: async () => (await import("../commands/ledger.ts")).ledgerVerifyCommand,
  },
  {
    name: "ledger repair",
    group: "Care",
    summary: "make a damaged ledger writable again, keeping every valid record",
    details: "Sets the damaged file aside, keeps every record that is still valid, and marks where some are missing. Requests near the gap count as may-have-been-sent.",
    examples: ["unlist ledger repair"],
    takes: "lead",
    load: async () => (await import("../commands/ledger.ts")).ledgerRepairCommand,
  },
];
