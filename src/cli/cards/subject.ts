import type { CommandCard } from "../card.ts";

const OF_HOME = "The only one in the home, unless --subject names it.";

const PROFILE: NonNullable<CommandCard["options"]> = [
  ["--profile <file>", "read the profile from a file, or - for stdin"],
  ["--import <file>", "read it from a vCard (.vcf, 3.0 or 4.0) or a CSV file (.csv)"],
];

export const subjectCards: readonly CommandCard[] = [
  {
    name: "subject add",
    group: "Set up",
    summary: "add a person's profile",
    details:
      "Adds a person: names and aliases, addresses now and before, and what else helps to tell them from namesakes. Asks for it, or reads a YAML or JSON file that only you can read (chmod 600); - reads it from stdin. --import takes one person out of an address book: a vCard, or a CSV file. The profile is kept encrypted.",
    options: PROFILE,
    examples: ["unlist subject add", "unlist subject add --profile me.yaml", "unlist subject add --import me.vcf"],
    takes: "caseworker",
    load: async () => (await import("../commands/subject-add.ts")).subjectAddCommand,
  },
  {
    name: "subject list",
    group: "Set up",
    summary: "list the people in this home",
    details: "Lists the ids of the people in this home. An id says nothing about who it is.",
    examples: ["unlist subject list --json"],
    load: async () => (await import("../commands/subject-list.ts")).subjectListCommand,
  },
  {
    name: "subject show",
    group: "Set up",
    summary: "show what the profile holds",
    details: `Shows which parts of the profile are filled in, with the values masked. ${OF_HOME}`,
    options: [["--reveal", "show the values, after a confirmation"]],
    examples: ["unlist subject show", "unlist subject show --reveal"],
    load: async () => (await import("../commands/subject-show.ts")).subjectShowCommand,
  },
  {
    name: "subject edit",
    group: "Set up",
    summary: "replace the profile, or record a move",
    details: `Replaces the profile by a file, or asks for it anew; --moved makes the present address a past one and adds the new one. What was found and asked so far stays, and where there is something new to look for, the next run looks again. ${OF_HOME}`,
    options: [...PROFILE, ["--moved [file]", "the person moved: asks for the new address, or reads it from a file"]],
    examples: ["unlist subject edit --profile me.yaml", "unlist subject edit --moved"],
    takes: "caseworker",
    load: async () => (await import("../commands/subject-edit.ts")).subjectEditCommand,
  },
  {
    name: "subject remove",
    group: "Set up",
    summary: "remove a person and all that is kept about them",
    details: "Destroys the person's key, then their profile, record and evidence. It can't be undone. Requests already sent are not taken back.",
    operands: [["[id]", "the subject's id; not needed when there is only one"]],
    examples: ["unlist subject remove k3v9x0q2m7ta"],
    takes: "lead",
    load: async () => (await import("../commands/subject-remove.ts")).subjectRemoveCommand,
  },
];
