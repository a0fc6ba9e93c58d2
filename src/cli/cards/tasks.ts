import type { CommandCard } from "../card.ts";

const REVEAL = ["--reveal", "fill your own values into what is to be written, after a confirmation"] as const;
const TASK = ["<id>", "the step, as tasks names it"] as const;

/** What only a person can do. */
export const tasksCards: readonly CommandCard[] = [
  {
    name: "next",
    group: "Do",
    summary: "the one step of yours that is worth doing first",
    details: "Shows one step that only you can do: why it is yours, how long it takes, what they get to see, the page to open, and the words for it. Do it when it suits you, put it off, or skip it.",
    options: [REVEAL],
    examples: ["unlist next"],
    load: async () => (await import("../commands/tasks.ts")).nextCommand,
  },
  {
    name: "tasks",
    group: "Do",
    summary: "the steps that need you, three at a time",
    details:
      "What only a person can do, with minutes, why it is asked, what they get to see, the page, and words to use. Three are offered at a time; --all shows the whole batch. Brokers without a playbook are counted by the way they are asked; --by shows those of one way with every step.",
    options: [["--all", "every step, and the brokers without a playbook by their way"], ["--by <way>", "drop, portal, phone, post or human: each broker with its steps"], REVEAL],
    examples: ["unlist tasks", "unlist tasks --all", "unlist tasks --by phone"],
    load: async () => (await import("../commands/tasks.ts")).tasksCommand,
  },
  {
    name: "tasks done",
    group: "Do",
    summary: "say that you have done a step",
    details: "Records that you asked, as your word: a listing is looked for later, a broker without one stays asked, can't be checked. It asks for the reference number that they gave you, if they gave one, and keeps it encrypted.",
    operands: [TASK],
    options: [
      ["--on <day>", "when you did it, like 2026-08-07; today unless you say"],
      ["--reference <file>", "the number that they gave, from a file of yours, or - for stdin"],
    ],
    examples: ["unlist tasks done acme/7m2k…", "unlist tasks done acxiom --on 2026-08-07"],
    takes: "caseworker",
    load: async () => (await import("../commands/tasks-say.ts")).tasksDoneCommand,
  },
  {
    name: "tasks later",
    group: "Do",
    summary: "put a step off",
    details: "The step is not offered until that day, a week from now unless you say. Nothing else changes by it.",
    operands: [TASK],
    options: [["--until <day>", "like 2026-08-07"]],
    examples: ["unlist tasks later acme/7m2k…", "unlist tasks later category:marketing --until 2026-08-07"],
    takes: "caseworker",
    load: async () => (await import("../commands/tasks-say.ts")).tasksLaterCommand,
  },
  {
    name: "tasks skip",
    group: "Do",
    summary: "leave a step out",
    details: "The step is not offered any more. Nothing counts it, nothing reminds you of it, and it can be taken back with tasks again.",
    operands: [TASK],
    examples: ["unlist tasks skip acme/7m2k…"],
    takes: "caseworker",
    load: async () => (await import("../commands/tasks-say.ts")).tasksSkipCommand,
  },
  {
    name: "tasks again",
    group: "Do",
    summary: "take up a step that was put off or skipped",
    details: "The step is among those that are offered again.",
    operands: [TASK],
    examples: ["unlist tasks again acme/7m2k…"],
    takes: "caseworker",
    load: async () => (await import("../commands/tasks-say.ts")).tasksAgainCommand,
  },
];
