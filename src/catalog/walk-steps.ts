import { STAGES, stepsOf, type Playbook, type Stage } from "./playbook.ts";
import type { Extract, Step } from "./step.ts";
import { fieldsOf } from "./template.ts";
import type { TemplateField } from "../subject/fields.ts";

/** A step with its place: `path` leads to it in the file, `id` is the same as one word (`optOut.steps[3]`). */
export interface PlacedStep {
  readonly step: Step;
  readonly stage: Stage;
  readonly id: string;
  readonly path: readonly (string | number)[];
}

/** Every step of a stage in order, those inside an `if` included. */
export function placedSteps(playbook: Playbook, stage: Stage): PlacedStep[] {
  return placed(stepsOf(playbook, stage), { stage, id: `${stage}.steps`, path: [stage, "steps"] });
}

export function allSteps(playbook: Playbook): PlacedStep[] {
  return STAGES.flatMap((stage) => placedSteps(playbook, stage));
}

function placed(steps: readonly Step[], parent: Omit<PlacedStep, "step">): PlacedStep[] {
  return steps.flatMap((step, i) => {
    const here: PlacedStep = { step, stage: parent.stage, id: `${parent.id}[${i}]`, path: [...parent.path, i] };
    if (!("if" in step)) return [here];
    return [here, ...placed(step.if.then, { stage: here.stage, id: `${here.id}.if.then`, path: [...here.path, "if", "then"] })];
  });
}

/** How the scan reads a listing: `choose` and whoever names a listing go by the same. */
export function scanExtract(playbook: Playbook): Extract | undefined {
  return placedSteps(playbook, "scan").flatMap(({ step }) => ("extract" in step ? [step.extract] : []))[0];
}

/** The fields that a step's own templates hand over. */
export function fieldsIn(step: Step): TemplateField[] {
  if ("goto" in step) return fieldsOf(step.goto);
  if ("fill" in step) return Object.values(step.fill).flatMap(fieldsOf);
  if ("select" in step) return Object.values(step.select).flatMap((choice) => fieldsOf(typeof choice === "string" ? choice : "value" in choice ? choice.value : choice.text));
  return [];
}

/** Crossing it can't be taken back: the click that sends a form, the opening of a confirmation link. */
export function isIrreversible(step: Step): boolean {
  return "submit" in step || ("email" in step && "link" in step.email);
}
