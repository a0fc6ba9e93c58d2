import type { CommandCard } from "../card.ts";

/** The human step, in the browser that unlist has filled up to there. */
export const handOffCard: CommandCard = {
  name: "handoff",
  group: "Do",
  summary: "take the steps that need you, in the page, and let it go on from there",
  details:
    "Opens each page that waits for you at the very step, filled up to there: a CAPTCHA, a code they sent, a field that unlist leaves to you. It notices when the step is done and goes on by itself, with the same checks and the same record as ever. The form's own button sends nothing meanwhile: unlist presses it afterwards. Several follow one another, the shortest first; skip, later and stop leave everything true.",
  operands: [["[id]", "one listing, or a broker, as tasks names it; else all of them"]],
  options: [
    ["--remote", "no window here: a page on this machine's loopback, for an SSH tunnel or a phone"],
    ["--port <number>", "the port of that page; else any that is free"],
    ["--wait <time>", "how long a step waits for you; else 15m"],
  ],
  examples: ["unlist handoff", "unlist handoff spokeo", "unlist handoff --remote --port 8417"],
  takes: "caseworker",
  load: async () => (await import("../commands/handoff.ts")).handoffCommand,
};
