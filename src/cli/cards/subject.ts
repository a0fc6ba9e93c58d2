import type { CommandCard } from "../card.ts";

const OF_HOME = "The only one in the home, unless --subject names it.";

export const subjectCards: readonly CommandCard[] = [
  {
    name: "subject add",
    group: "Set up",
    summary: "add a person's profile",
    details:
      "Adds a person: names and aliases, addresses now and before, and what else helps to tell them from namesakes. Asks for it, or reads a YAML or JSON file that only you can read (chmod 600); - reads it from stdin. The profile is kept encrypted.",
    options: [["--profile <file>", "read the profile from a file, or - for stdin"]],
    examples: ["unlist subject add", "unlist subject add --profile me.yaml"],
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
    summary: "replace the profile",
    details: `Replaces the profile by a file, or asks for it anew. What was found and asked so far stays. ${OF_HOME}`,
    options: [["--profile <file>", "read the profile from a file, or - for stdin"]],
    examples: ["unlist subject edit --profile me.yaml"],
    load: async () => (await import("../commands/subject-edit.ts")).subjectEditCommand,
  },
  {
    name: "subject remove",
    group: "Set up",
    summary: "remove a person and all that is kept about them",
    details: "Destroys the person's key, then their profile, record and evidence. It can't be undone. Requests already sent are not taken back.",
    operands: [["[id]", "the subject's id; not needed when there is only one"]],
    examples: ["unlist subject remove k3v9x0q2m7ta"],
    load: async () => (await import("../commands/subject-remove.ts")).subjectRemoveCommand,
  },
];
