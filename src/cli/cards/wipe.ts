import type { CommandCard } from "../card.ts";

export const wipeCard: CommandCard = {
  name: "wipe",
  group: "Care",
  summary: "destroy the home: the keys first, then everything",
  details: "Destroys the keys, so that nothing in the home can be opened any more, then removes the folder. Needs no passphrase. It can't be undone, and it says what it can't erase.",
  examples: ["unlist wipe", "unlist wipe --home ./rehearsal --yes"],
  load: async () => (await import("../commands/wipe.ts")).wipeCommand,
};
