import type { CommandCard } from "../card.ts";

export const helpNowCard: CommandCard = {
  name: "help-now",
  group: "Care",
  summary: "people to call or write, now",
  details: "Helplines by region: image abuse, stalking, violence at home, crisis. Works without a home, a passphrase or a network, and leaves no trace of its own.",
  operands: [["[region]", "like us, us-ca, uk, de, world"]],
  examples: ["unlist help-now", "unlist help-now us-ca"],
  needsNoHome: true,
  needsNoSettings: true,
  load: async () => (await import("../commands/help-now.ts")).helpNowCommand,
};
