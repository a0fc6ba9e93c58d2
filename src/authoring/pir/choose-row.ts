import type { StepDraft, Translation } from "./context.ts";
import { isSameExtract, readExtract } from "./extract.ts";
import type { PirPart } from "./pir-part.ts";
import { locator } from "./selector.ts";

/** What `parent` says: the row that is the person's, to be chosen first, or a part of the page. */
export function chooseRow(part: PirPart, by: Translation): { within: string; before: readonly StepDraft[] } | undefined {
  if (!part.has("parent")) return undefined;
  if (part.isText("parent")) return { within: locator(part.needText("parent")), before: [] };
  const match = part.part("parent")?.knows("profileMatch").part("profileMatch")?.knows("selector", "profile");
  if (!match) {
    part.refuse("has a parent that matches nothing", { key: "parent", hint: "a selector, or profileMatch" });
    return undefined;
  }
  const { draft, remarks } = readExtract(match);
  const step: StepDraft = { choose: isSameExtract(draft, by.scanExtract) ? "listing" : draft };
  return { within: "row", before: [by.remarks.add(step, ...remarks)] };
}
