import type { CommandCard } from "../card.ts";

const SELECT: CommandCard["options"] = [
  ["--only <brokers...>", "these brokers and no others, parted by commas"],
  ["--skip <brokers...>", "not these"],
];

/** The commands that work towards removal, in the order a person uses them. */
export const doCards: readonly CommandCard[] = [
  {
    name: "demo",
    group: "Do",
    summary: "see it work, on local sites and an invented person",
    details:
      "Starts local broker sites and a local mailbox, makes a rehearsal home for an invented person, and runs the whole job four times: on day 0, 3, 10 and 40. Ends with a table of where each broker stands and whether that is what was expected. Nothing leaves the machine.",
    examples: ["unlist demo", "unlist demo --json"],
    load: async () => (await import("../commands/demo.ts")).demoCommand,
  },
  {
    name: "plan",
    group: "Do",
    summary: "what would be done, and which fields would go to whom",
    details: "Shows for each broker what is due and what would be sent, by field name, to which hosts; how much of your time it takes; and why the rest is not done now. Makes no request of any kind.",
    options: [...SELECT, ["--approve <names...>", "brokers, or category:NAME, that may be sent your name without a listing"]],
    examples: ["unlist plan", "unlist plan --approve category:marketing"],
    load: async () => (await import("../commands/plan.ts")).planCommand,
  },
  {
    name: "scan",
    group: "Do",
    summary: "look for listings; changes nothing outside",
    details: "Asks every broker that is due for each of your names and places, and records what it found. A page that can't be read properly is said to be so, and never counts as not listed.",
    options: SELECT,
    examples: ["unlist scan", "unlist scan --only spokeo,veripages"],
    load: async () => (await import("../commands/run.ts")).scanCommand,
  },
  {
    name: "run",
    group: "Do",
    summary: "do what is due: look, ask, confirm by mail, look again",
    details:
      "Does everything that is due: looks for listings, asks for the removal of those that are certainly yours, opens the confirmation links that brokers mail, and looks again later. Each request goes out at most once; after a crash the next run finds out what happened first.",
    options: [
      ...SELECT,
      ["--dry-run", "show the plan and do nothing"],
      ["--unattended", "for schedulers: ask nobody, end with one line that tells nothing"],
      ["--for <time>", "begin new work for so long; unattended 30m, on a terminal 20m, else without end"],
      ["--max <number>", "send no more new requests; unattended 20, else without end"],
    ],
    examples: ["unlist run", "unlist run --only spokeo", "unlist run --dry-run", "unlist run --unattended --key-file ~/.unlist-key"],
    load: async () => (await import("../commands/run.ts")).runCommand,
  },
  {
    name: "review",
    group: "Do",
    summary: "say whether an unsure listing is you",
    details: "Shows the listings that may be you, fact by fact, without their text. Nothing is asked for until you say so, and a decision can be taken back. --not-mine and --still-there also take a listing that was asked for, or is said to be gone: what you see counts.",
    operands: [["[id]", "the listing, as review shows it"]],
    options: [
      ["--mine", "it is me: ask for its removal"],
      ["--not-mine", "it is somebody else"],
      ["--still-there", "you see it, though it was asked for or is said to be gone"],
      ["--undo", "take the decision back"],
    ],
    examples: ["unlist review", "unlist review acme/7m2k… --not-mine", "unlist review acme/7m2k… --still-there"],
    load: async () => (await import("../commands/review.ts")).reviewCommand,
  },
  {
    name: "listing add",
    group: "Do",
    summary: "add a listing that you found yourself",
    details: "Reads the address of the listing from standard input, so that it stays out of the shell's history, and plans its removal.",
    operands: [["<broker>", "the broker's slug"]],
    examples: ["unlist listing add spokeo"],
    takes: "caseworker",
    load: async () => (await import("../commands/listing-add.ts")).listingAddCommand,
  },
  {
    name: "request stop",
    group: "Do",
    summary: "stop one request",
    details: "Nothing further is done about this listing. What was sent already stays sent, and stays in the record.",
    operands: [["<id>", "the listing, as status and show name it"]],
    examples: ["unlist request stop acme/7m2k…"],
    takes: "caseworker",
    load: async () => (await import("../commands/stop.ts")).stopCommand,
  },
  {
    name: "leave",
    group: "Do",
    summary: "leave a broker's listings where they are, by choice",
    details: "Nothing is asked of this broker any more, and it is not counted as open.",
    operands: [["<broker>", "the broker's slug"]],
    examples: ["unlist leave acme"],
    takes: "caseworker",
    load: async () => (await import("../commands/stop.ts")).leaveCommand,
  },
];

/** The commands that look at where things stand. None of them takes the lock. */
export const lookCards: readonly CommandCard[] = [
  {
    name: "status",
    group: "Look",
    summary: "where each broker stands, and what comes next",
    details: "One line per broker: what was found, what was asked, which fields were sent, and the next step.",
    options: [["--all", "also the brokers where nothing has happened yet"]],
    examples: ["unlist status", "unlist status --json"],
    load: async () => (await import("../commands/status.ts")).statusCommand,
  },
  {
    name: "show",
    group: "Look",
    summary: "everything on record about one broker",
    details: "The listings of one broker with their history: what was seen, asked and answered, when, with which fields and which evidence. The address of a listing is shown only with --reveal.",
    operands: [["<broker>", "the broker's slug"]],
    options: [["--reveal", "also what of the listing your profile already has, and its address, after a confirmation"]],
    examples: ["unlist show spokeo"],
    load: async () => (await import("../commands/show.ts")).showCommand,
  },
  {
    name: "report",
    group: "Look",
    summary: "what is gone, what waits, what came back, what went to whom",
    details: "The outcomes for one person or all: on the terminal, or as a file in the format of its ending. HTML and PDF come with plots; a calendar's entries say no more than Reminder. A report names brokers, fields and hosts, and shows nothing of any listing; as a file it is not encrypted.",
    options: [
      ["--out <file>", "write it there: .html, .pdf, .csv, .json or .ics"],
      ["--all", "of all clients: grants that end, work due, answers overdue, in counts"],
      ["--names", "with --all: the labels that you gave them"],
      ["--format <name>", "text, html, pdf, csv, json or ics, whatever the file is called"],
    ],
    examples: ["unlist report", "unlist report --out report.html", "unlist report --format csv"],
    load: async () => (await import("../commands/report.ts")).reportCommand,
  },
  {
    name: "timeline",
    group: "Look",
    summary: "what happened at one broker, or with one listing, in words",
    details: "Every step on record, oldest first: what was seen, asked and answered, which fields went to which hosts, and what put it off.",
    operands: [["<id>", "the broker's slug, or a listing as status --json and tasks name it"]],
    examples: ["unlist timeline spokeo", "unlist timeline acme/7m2k…"],
    load: async () => (await import("../commands/timeline.ts")).timelineCommand,
  },
  {
    name: "inbox",
    group: "Look",
    summary: "see once whether awaited mails have come",
    details: "Reads the mailbox once for the confirmation mails that requests wait for. Opens nothing and marks nothing; unlist run goes on with them.",
    examples: ["unlist inbox"],
    takes: "caseworker",
    load: async () => (await import("../commands/inbox.ts")).inboxCommand,
  },
];
