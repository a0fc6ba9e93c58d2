import type { CommandCard } from "../card.ts";

export const brokersCards: readonly CommandCard[] = [
  {
    name: "brokers list",
    group: "Catalog",
    summary: "list the brokers, and what can be done at each",
    details: "Lists the brokers of the catalog: their kind, the way off them, how sure anybody is of it, and when that was last looked at.",
    examples: ["unlist brokers list", "unlist brokers list --json"],
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
];
