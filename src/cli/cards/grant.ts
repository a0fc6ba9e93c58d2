import type { CommandCard } from "../card.ts";

const CLIENT = ["<client>", "the client's id, as client list shows it"] as const;
const GRANT = ["[grant]", "one of several; else the latest that it can be"] as const;

/** Written leave to act for a client: scoped, dated, and taken back at any time. */
export const grantCards: readonly CommandCard[] = [
  {
    name: "grant new",
    group: "Clients",
    summary: "draw up what a client grants",
    details: "Reads the terms from a YAML or JSON file (chmod 600) or stdin: who acts in which capacity, for which rights, brokers or families, fields, channels and jurisdictions, with which limits, from when to when (twelve months at most, or a reason). Only holder.name is needed. It counts for nothing until it is signed.",
    operands: [CLIENT],
    options: [["--terms <file>", "the terms, or - for stdin"]],
    examples: ["unlist grant new k3v9x0q2m7ta --terms terms.yaml"],
    takes: "caseworker",
    load: async () => (await import("../commands/grant-new.ts")).grantNewCommand,
  },
  {
    name: "grant sign",
    group: "Clients",
    summary: "the client signs by typing their name",
    details: "Asks for the full name (or reads it from stdin), signs every word of the terms with it, and keeps the letter of authority as PDF. Requests cite its id and SHA-256. What a client's law gives no agent, the letter does not claim.",
    operands: [CLIENT, GRANT],
    examples: ["unlist grant sign k3v9x0q2m7ta"],
    takes: "caseworker",
    load: async () => (await import("../commands/grant-sign.ts")).grantSignCommand,
  },
  {
    name: "grant import",
    group: "Clients",
    summary: "keep a letter that was signed with a pen",
    details: "Keeps the scan of a signed letter, encrypted. Its hash is what requests cite.",
    operands: [CLIENT, GRANT],
    options: [["--scan <file>", "PDF, PNG or JPEG, readable for you alone"]],
    examples: ["unlist grant import k3v9x0q2m7ta --scan signed.pdf"],
    takes: "caseworker",
    load: async () => (await import("../commands/grant-import.ts")).grantImportCommand,
  },
  {
    name: "grant show",
    group: "Clients",
    summary: "what a client granted, and whether it holds",
    details: "Shows every grant of a client with its state and what is left of its time. --document writes the signed document, or the letter to be signed with a pen.",
    operands: [CLIENT, GRANT],
    options: [["--document <file>", "write the document there"]],
    examples: ["unlist grant show k3v9x0q2m7ta", "unlist grant show k3v9x0q2m7ta --document letter.pdf"],
    load: async () => (await import("../commands/grant-show.ts")).grantShowCommand,
  },
  {
    name: "grant revoke",
    group: "Clients",
    summary: "take a grant back, at once",
    details: "Works while a run is at it: that run asks before each step and begins no other. What was sent stays sent, and stays in the record.",
    operands: [CLIENT, GRANT],
    examples: ["unlist grant revoke k3v9x0q2m7ta"],
    load: async () => (await import("../commands/grant-revoke.ts")).grantRevokeCommand,
  },
];
