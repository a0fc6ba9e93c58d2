import type { Step } from "../catalog/step.ts";
import { isIrreversible, templatesOf } from "../catalog/walk-steps.ts";
import { disclosedBy, type DisclosedField } from "../subject/fields.ts";
import type { StageJob } from "./desk.ts";
import type { Outcome } from "./outcome.ts";
import { renderText, type MissingField } from "./render.ts";

/**
 * Asks for every field that the steps up to the next irreversible one will need, before the first of them is typed: the
 * person hears of all that is missing at once, and a form is never left half filled. A branch, or a step that may be
 * passed over, is asked about when it is reached.
 */
export function gateFields(steps: readonly Step[], job: StageJob, idOf: (index: number) => string): Outcome | undefined {
  const end = steps.findIndex(isIrreversible);
  const segment = end === -1 ? steps : steps.slice(0, end + 1);
  const asked = segment.map((step, i) => ({ id: idOf(i), missing: step.optional ? [] : missingIn(templatesOf(step), job) }));
  const first = asked.find(({ missing }) => missing.length > 0);
  const outcome = first && needsPerson(first.id, asked.flatMap(({ missing }) => missing));
  return outcome && { ...outcome, fields: [...new Set([...outcome.fields, ...segment.flatMap(fieldByHand)])] };
}

/** Known to stop the form later on: said along with what stops it now. */
function fieldByHand(step: Step): readonly DisclosedField[] {
  return "human" in step && "field" in step.human ? [step.human.field] : [];
}

export function needsPerson(step: string, missing: readonly MissingField[]): Extract<Outcome, { kind: "human" }> {
  const fields = [...new Set<DisclosedField>(missing.flatMap(({ field }) => disclosedBy(field)))];
  const reason = missing.every(({ why }) => why === "approval") ? "approval" : "disclosure";
  return { kind: "human", step, reason, fields };
}

function missingIn(templates: readonly string[], job: StageJob): readonly MissingField[] {
  return templates.flatMap((template) => {
    const rendered = renderText(template, job);
    return rendered.kind === "missing" ? rendered.missing : [];
  });
}
