import type { CommandCard } from "../card.ts";

export const doctorCard: CommandCard = {
  name: "doctor",
  group: "Care",
  summary: "see whether this machine is ready",
  details: "Looks at Node, the browser, the home's permissions, the catalog, the disk and the clock, and says what mends whatever is wrong. Changes nothing and contacts nobody.",
  examples: ["unlist doctor", "unlist doctor --json"],
  load: async () => (await import("../commands/doctor.ts")).doctorCommand,
};
