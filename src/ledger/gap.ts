import { z } from "zod";
import type { Case } from "./case.ts";
import type { Event } from "./events.ts";
import type { State } from "./states.ts";

/** A mark that a repair leaves where records were beyond reading. */
export const Gap = z.strictObject({ at: z.iso.datetime(), lost: z.int().min(0) });
export type Gap = z.infer<typeof Gap>;

/** What a line of the journal carries after its first. */
export type Entry = { readonly event: Event } | { readonly gap: Gap };

/** From these the next thing to happen is an irreversible step by itself. */
const ABOUT_TO_ASK: readonly State[] = ["planned", "reappeared", "broken", "awaiting-confirmation"];

/** An intent may be among the lost records, so what was about to be asked is not asked without a person (at most once). */
export function foldGap(held: Case, gap: Gap): Case {
  if (!ABOUT_TO_ASK.includes(held.state)) return held;
  return { ...held, state: "needs-human", since: gap.at, humanReason: "in-doubt", reason: "in-doubt", fields: [] };
}
