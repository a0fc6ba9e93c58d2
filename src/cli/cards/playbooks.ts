import type { CommandCard } from "../card.ts";

export const playbooksCards: readonly CommandCard[] = [
  {
    name: "playbooks lint",
    group: "Catalog",
    summary: "check the catalog's files",
    details: "Checks every broker and playbook file: the language, undeclared disclosure, steps that leave the broker's hosts, and more. Says all of it at once, each with its file, line, column and rule; ends with 2 when there is an error.",
    operands: [["[paths...]", "a catalog's folder, or single files of one; without any, the catalog in use"]],
    examples: ["unlist playbooks lint", "unlist playbooks lint ./my-catalog --json", "unlist playbooks lint playbooks/acme.yaml"],
    load: async () => (await import("../commands/playbooks-lint.ts")).playbooksLintCommand,
  },
  {
    name: "playbooks rehearse",
    group: "Catalog",
    summary: "run one playbook on local pages",
    details:
      "Runs one playbook in the fenced browser on pages of this machine, and shows the listings it reads, why each is or isn't the person's, how long each step took, and which fields would be sent to which host. Nothing leaves the machine, and no home is needed. A form is sent only to hosts of the map.",
    operands: [["<file>", "the playbook, or its slug with --catalog"]],
    options: [
      ["--profile <file>", "whom to look for: best an invented person"],
      ["--stage <stage>", "how far to go: scan, opt-out or all"],
      ["--mail <file...>", "saved mails (.eml) with the link or the code that it waits for"],
    ],
    needsNoHome: true,
    examples: ["unlist playbooks rehearse acme.yaml --map pages.json --profile jane.yaml", "unlist playbooks rehearse acme --catalog . --map pages.json --profile p.yaml"],
    load: async () => (await import("../commands/playbooks-rehearse.ts")).playbooksRehearseCommand,
  },
  {
    name: "playbooks draft",
    group: "Catalog",
    summary: "propose a playbook from a page with a form",
    details:
      "Reads forms in the fenced browser and says which control takes which field, what is required, which control sends that form, and what on the page is a challenge or only in the way. Where it isn't sure it says nothing. Nothing is typed or sent; a page that is named by its address is opened for reading only. A draft is never run until its author has completed it.",
    operands: [["<pages...>", "saved pages (.html), or addresses"]],
    options: [["--out <dir>", "write DIR/playbooks/ and DIR/brokers/"]],
    examples: ["unlist playbooks draft optout.html", "unlist playbooks draft saved/*.html --out drafts --json"],
    needsNoHome: true,
    load: async () => (await import("../commands/playbooks-draft.ts")).playbooksDraftCommand,
  },
  {
    name: "playbooks import pir",
    group: "Catalog",
    summary: "turn PIR recipes into brokers and playbooks",
    details:
      "Reads recipes of the PIR format (JSON, as DuckDuckGo publishes them) and writes a broker and a playbook for each. What a playbook can't say, or never does, is refused by name, with its file and path, all at once (exit 2); a recipe is written whole or not at all. Imported playbooks look and can be rehearsed; they send nothing until they are approved.",
    operands: [["<files...>", "recipes, or folders of them"]],
    options: [["--out <dir>", "where brokers/ and playbooks/ go"]],
    needsNoHome: true,
    examples: ["unlist playbooks import pir acme.com.json --out my-catalog", "unlist playbooks lint --catalog my-catalog"],
    load: async () => (await import("../commands/playbooks-import.ts")).playbooksImportPirCommand,
  },
  {
    name: "playbooks repair",
    group: "Catalog",
    summary: "find what a changed page did to a playbook",
    details:
      "Looks for everything a playbook names on its pages, and for what is gone proposes what it most likely became, as a diff. Without pages it opens those that the playbook opens without a word about anybody, for reading only. Nothing is sent, and the file is written only with --write. Ends with 3 when something is broken.",
    operands: [["<file>", "the playbook"], ["[pages...]", "saved pages (.html), or addresses"]],
    options: [["--write", "write the diff into the file"]],
    examples: ["unlist playbooks repair playbooks/acme.yaml optout.html", "unlist playbooks repair playbooks/acme.yaml --json"],
    needsNoHome: true,
    load: async () => (await import("../commands/playbooks-repair.ts")).playbooksRepairCommand,
  },
  {
    name: "playbooks record",
    group: "Catalog",
    summary: "click through a site once, and get a draft",
    details:
      "Opens a window on a site, and writes down what you do there as a draft. What you type is never kept: with --profile the draft says which field it was, without it {{?}} stands there. The window reaches only that site. A form that you send there is really sent.",
    operands: [["<url>", "where to begin"]],
    options: [["--profile <file>", "whose values you will type (0600)"], ["--out <dir>", "write DIR/playbooks/ and DIR/brokers/"]],
    examples: ["unlist playbooks record https://www.acme.example/optout"],
    needsNoHome: true,
    load: async () => (await import("../commands/playbooks-record.ts")).playbooksRecordCommand,
  },
  {
    name: "playbooks check",
    group: "Catalog",
    summary: "see whether the live pages still are what the playbooks say",
    details:
      "Searches each site for an invented name, where its sign that nobody was found must show, and looks for the controls of its opt-out pages. Sends nothing about anybody, submits nothing, and keeps to each site's pace. Keeps a dated record in the home, which brokers list shows. Ends with 3 when something has drifted.",
    operands: [["[brokers...]", "their slugs; all without"]],
    examples: ["unlist playbooks check", "unlist playbooks check spokeo --json"],
    load: async () => (await import("../commands/playbooks-check.ts")).playbooksCheckCommand,
  },
];
