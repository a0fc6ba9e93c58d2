import { STAGES } from "../playbook.ts";
import { disclosedBy } from "../../subject/fields.ts";
import { fieldsIn, placedSteps } from "../walk-steps.ts";
import type { Step } from "../step.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** A declared field that nothing sends asks the person for more than is needed. */
export const unusedDisclosure: PlaybookCheck = (loaded) =>
  STAGES.flatMap((stage) => {
    const sent: readonly string[] = placedSteps(loaded.playbook, stage).flatMap(({ step }) => [...fieldsIn(step).flatMap(disclosedBy), ...byHand(step)]);
    return loaded.playbook.discloses[stage].flatMap((field, i) =>
      sent.includes(field) ? [] : [faultIn(loaded, { rule: "unused-disclosure", severity: "warning", path: ["discloses", stage, i], message: `no step of ${stage} sends "${field}"` })],
    );
  });

/** A field that a person types by hand is handed over, too. */
function byHand(step: Step): string[] {
  return "human" in step && "field" in step.human ? [step.human.field] : [];
}
