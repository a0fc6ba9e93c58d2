import type { CommandCard } from "../card.ts";

const KIND = ["--kind <name>", "systemd, launchd, cron or schtasks; else the one this system has"] as const;

/** Runs that nobody watches: by the system's own scheduler, or by a process that stays. */
export const scheduleCards: readonly CommandCard[] = [
  {
    name: "schedule install",
    group: "Do",
    summary: "let the system run what is due, every hour",
    details:
      "Sets up an hourly start of run --unattended in systemd (of the user), launchd, cron or the Windows Task Scheduler: at a random minute, at low priority, made up for after a sleep. It needs a key file, and makes one if there is none; whoever has it and the home can open the home. Names and texts of what it sets up say nothing about you.",
    options: [KIND, ["--print", "show what would be written and started, and change nothing"]],
    examples: ["unlist schedule install --print --key-file ~/.unlist-key", "unlist schedule install --key-file ~/.unlist-key"],
    takes: "lead",
    load: async () => (await import("../commands/schedule-install.ts")).scheduleInstallCommand,
  },
  {
    name: "schedule status",
    group: "Do",
    summary: "is a job installed, and how did its last run end?",
    details: "Shows whether the job of this home is installed and will be started, whether a watch runs, how the last unattended run ended, and when something is due next. Needs no key.",
    options: [KIND],
    examples: ["unlist schedule status", "unlist schedule status --json"],
    load: async () => (await import("../commands/schedule-status.ts")).scheduleStatusCommand,
  },
  {
    name: "schedule remove",
    group: "Do",
    summary: "take the job out of the system's scheduler",
    details: "Takes this home's job out of every scheduler this system may have, or out of the one that --kind names. The home, the record and the key file stay.",
    options: [KIND],
    examples: ["unlist schedule remove"],
    takes: "lead",
    load: async () => (await import("../commands/schedule-remove.ts")).scheduleRemoveCommand,
  },
  {
    name: "watch",
    group: "Do",
    summary: "stay, and run whatever becomes due",
    details:
      "Stays and does what run --unattended does, whenever something is due. It holds the home only while it works, so other commands can be used meanwhile, and tells how it goes in health.json in the home. The passphrase may be typed at its start. Ctrl+C, SIGTERM or unlist lock ends it.",
    options: [
      ["--only <brokers...>", "these brokers and no others, parted by commas"],
      ["--skip <brokers...>", "not these"],
      ["--for <time>", "begin new work for so long in a round (30m)"],
      ["--max <number>", "send no more new requests in a round (20)"],
    ],
    examples: ["unlist watch", "unlist watch --key-file ~/.unlist-key"],
    takes: "caseworker",
    load: async () => (await import("../commands/watch.ts")).watchCommand,
  },
];
