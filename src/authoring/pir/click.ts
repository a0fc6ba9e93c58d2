import { choiceSteps } from "./choices.ts";
import { chooseRow } from "./choose-row.ts";
import type { StepDraft, Translation } from "./context.ts";
import type { PirPart } from "./pir-part.ts";
import { readLocator } from "./selector.ts";

const TICKED = /\[\s*@?type\s*=\s*['"]?(?:checkbox|radio)\b/i;

/** Clicks, as plain steps: which of them sends the form is for the stage to know. */
export function readClick(action: PirPart, by: Translation): StepDraft[] {
  if (action.has("elements") && action.has("choices")) action.refuse("has elements and choices at once");
  if (action.has("choices")) return choiceSteps(action, by, (part) => clicks(part, by));
  return clicks(action, by);
}

function clicks(part: PirPart, by: Translation): StepDraft[] {
  const elements = part.parts("elements");
  if (elements.length === 0) part.refuse("clicks nothing", { key: "elements" });
  const steps = elements.flatMap((element) => clickSteps(element.knows("type", "selector", "multiple", "failSilently", "parent"), by));
  const isCut = elements.length > 1 && elements.slice(0, -1).some((element) => element.flag("failSilently"));
  if (isCut && steps[0]) by.remarks.add(steps[0], "Each by itself: their engine leaves out the rest when one that may fail is missing.");
  return steps;
}

function clickSteps(element: PirPart, by: Translation): StepDraft[] {
  const at = readLocator(element);
  const row = chooseRow(element, by);
  const optional = element.flag("failSilently") ? { optional: true } : {};
  const isTicked = row === undefined && TICKED.test(at) && !element.flag("multiple");
  if (isTicked) return [{ check: at, ...optional }];
  const where = { at, ...(row && { in: row.within }), ...(element.flag("multiple") && { all: true }) };
  return [...(row?.before ?? []), { click: Object.keys(where).length === 1 ? at : where, ...optional }];
}

