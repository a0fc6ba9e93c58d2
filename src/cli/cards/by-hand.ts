import type { CommandCard } from "../card.ts";

/** For brokers that no playbook asks: unlist prepares, the person does it, and says so. */
export const byHandCards: readonly CommandCard[] = [
  {
    name: "mail drafts",
    group: "Do",
    summary: "the requests that go by mail, ready to send",
    details:
      "Prepares a short request for each broker that takes them by mail, and keeps it encrypted. --export writes them as .eml files, which mail programs open as drafts; unlist never sends them. Each tells the broker your names, your state and your alias.",
    operands: [["[brokers...]", "these and no others"]],
    options: [
      ["--export <dir>", "write the mails that were not handed out yet into this folder"],
      ["--limit <number>", "no more than so many, those first that show most"],
      ["--with-letter", "with the client's signed letter, where a broker takes files"],
    ],
    examples: ["unlist mail drafts", "unlist mail drafts --export ./to-send --limit 20"],
    takes: "caseworker",
    load: async () => (await import("../commands/mail-drafts.ts")).mailDraftsCommand,
  },
  {
    name: "request made",
    group: "Do",
    summary: "say that you asked a broker yourself",
    details: "Records that you asked, by mail, letter, phone or on their page. It counts as your word: a listing is looked for later, a broker without one stays asked, can't be checked.",
    operands: [["<ids...>", "brokers, or a listing as status names it"]],
    options: [["--by <way>", "portal, mail, post, phone or human; else the way that brokers show names first"]],
    examples: ["unlist request made acxiom --by portal", "unlist request made whitepages clearbit --by mail"],
    takes: "caseworker",
    load: async () => (await import("../commands/request-made.ts")).requestMadeCommand,
  },
  {
    name: "drop guide",
    group: "Do",
    summary: "Californians: one request to the whole register, step by step",
    details: "California's DROP takes one request for every broker of the state's register. It wants you in person, so unlist opens nothing of it and fills in nothing: it says the steps and how many brokers it reaches.",
    examples: ["unlist drop guide"],
    load: async () => (await import("../commands/drop.ts")).dropGuideCommand,
  },
  {
    name: "drop filed",
    group: "Do",
    summary: "keep your DROP ID, and count its 90 days",
    details: "Reads the ID from standard input, keeps it encrypted, and counts the brokers of the register as covered until the review after 90 days.",
    options: [["--again", "another request, though one is on record"]],
    examples: ["unlist drop filed"],
    takes: "caseworker",
    load: async () => (await import("../commands/drop.ts")).dropFiledCommand,
  },
];
