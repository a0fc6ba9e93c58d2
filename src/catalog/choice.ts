import { z } from "zod";
import { Locator, TemplateText } from "./locator.ts";

/** `pick`: the page offers places while one types, and takes only one that is picked from them. */
export const Entry = z.union([TemplateText, z.strictObject({ text: TemplateText, pick: Locator })]);
export type Entry = z.infer<typeof Entry>;

/** The words of the option for those whom the list forgot, like "Other". */
const orElse = { else: z.string().min(1).max(200).optional() };

/** Which option of a list: by its value, its words, the state it means in whatever spelling, or the range that a number falls into. */
export const Choice = z.union([
  TemplateText,
  z.strictObject({ value: TemplateText, ...orElse }),
  z.strictObject({ text: TemplateText, ...orElse }),
  z.strictObject({ state: TemplateText, ...orElse }),
  z.strictObject({ range: TemplateText, ...orElse }),
]);
export type Choice = z.infer<typeof Choice>;

/** How an option is told: by value or words where the playbook does not say. */
export type ChoiceKind = "either" | "value" | "text" | "state" | "range";

export function readChoice(choice: Choice): { kind: ChoiceKind; template: string; orElse: string | undefined } {
  if (typeof choice === "string") return { kind: "either", template: choice, orElse: undefined };
  const orElse = choice.else;
  if ("value" in choice) return { kind: "value", template: choice.value, orElse };
  if ("text" in choice) return { kind: "text", template: choice.text, orElse };
  return "state" in choice ? { kind: "state", template: choice.state, orElse } : { kind: "range", template: choice.range, orElse };
}

export function readEntry(entry: Entry): { template: string; pick: string | undefined } {
  return typeof entry === "string" ? { template: entry, pick: undefined } : { template: entry.text, pick: entry.pick };
}
