import type { CommandCard } from "../card.ts";

export const brokersCards: readonly CommandCard[] = [
  {
    name: "brokers list",
    group: "Catalog",
    summary: "list the brokers, and what can be done at each",
    details: "Lists the brokers of the catalog: their kind, the way off them, how sure anybody is of it, and when that was last looked at. --names prints the slugs alone, a line each, as a shell's completion wants them.",
    options: [
      ["--category <name>", "people-search, marketing, property…"],
      ["--region <name>", "us, eu, uk, global…"],
      ["--route <kind>", "playbook, portal, drop, mail, post, phone, parent, human, none"],
      ["--health <word>", "unverified, ok, broken, withdrawn, defunct"],
      ["--family <slug>", "those of one family"],
      ["--names", "the slugs alone"],
    ],
    examples: ["unlist brokers list", "unlist brokers list --category people-search --route mail", "unlist brokers list --json"],
    load: async () => (await import("../commands/brokers-list.ts")).brokersListCommand,
  },
  {
    name: "brokers show",
    group: "Catalog",
    summary: "show one broker, and which fields it would be sent",
    details: "Shows one broker: what it publishes, the ways off it, the hosts its playbook may reach, and exactly which fields would be sent in which stage.",
    operands: [["<broker>", "its slug, as in brokers list"]],
    examples: ["unlist brokers show spokeo"],
    load: async () => (await import("../commands/brokers-show.ts")).brokersShowCommand,
  },
  {
    name: "brokers matrix",
    group: "Catalog",
    summary: "which broker is asked how, as a table for readers",
    details: "Writes the support matrix as Markdown: per broker its route, its playbook's version, when that was last rehearsed and last seen live, and its health. A test holds docs/brokers.md to it.",
    options: [["--write <file>", "write it there instead of printing it"]],
    examples: ["unlist brokers matrix --write docs/brokers.md"],
    load: async () => (await import("../commands/brokers-matrix.ts")).brokersMatrixCommand,
  },
  {
    name: "brokers update",
    group: "Catalog",
    summary: "compare the catalog with a state's register of data brokers",
    details:
      "Reads the register of California, Vermont, Oregon or Texas as CSV, from a file or an https address, and shows what is new, changed or gone. --write brings it into the catalog's files. Addresses out of a register are kept as unchecked: no playbook may lead there.",
    options: [
      ["--from <place>", "a CSV file, or its https address"],
      ["--register <state>", "california, vermont, oregon or texas, where the columns don't tell"],
      ["--year <year>", "of which year it is, where that is not this one"],
      ["--write", "bring it into the catalog's files"],
    ],
    examples: ["unlist brokers update --from registry2026.csv", "unlist brokers update --from registry.csv --catalog ./my-catalog --write"],
    load: async () => (await import("../commands/brokers-update.ts")).brokersUpdateCommand,
  },
];
