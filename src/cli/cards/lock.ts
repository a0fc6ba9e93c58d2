import type { CommandCard } from "../card.ts";

export const lockCard: CommandCard = {
  name: "lock",
  group: "Care",
  summary: "end the watch, so that nothing keeps the key",
  details: "Ends a running watch once its step in hand is done, so that no process keeps the opened key in memory. Says whether a key file opens the home without a passphrase. Needs no key.",
  examples: ["unlist lock"],
  load: async () => (await import("../commands/lock.ts")).lockCommand,
};
