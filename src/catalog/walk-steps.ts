import { STAGES, stepsOf, type Playbook, type Stage } from "./playbook.ts";
import type { Extract, Step } from "./step.ts";
import { readChoice, readEntry } from "./choice.ts";
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
    const branches = branchesOf(step).map(({ branch, steps: inner }) => ({ inner, parent: { stage: here.stage, id: `${here.id}.if.${branch}`, path: [...here.path, "if", branch] } }));
    return [here, ...branches.flatMap((branch) => placed(branch.inner, branch.parent))];
  });
}

/** The ways that a step may go, as it names them. */
export function branchesOf(step: Step): { branch: "then" | "else"; steps: readonly Step[] }[] {
  if (!("if" in step)) return [];
  return [{ branch: "then", steps: step.if.then }, ...(step.if.else ? [{ branch: "else" as const, steps: step.if.else }] : [])];
}

/** How the scan reads a listing: `choose` and whoever names a listing go by the same. */
export function scanExtract(playbook: Playbook): Extract | undefined {
  return placedSteps(playbook, "scan").flatMap(({ step }) => ("extract" in step ? [step.extract] : []))[0];
}

/** The texts with holes that a step hands over. */
export function templatesOf(step: Step): readonly string[] {
  if ("goto" in step) return [step.goto];
  if ("fill" in step) return Object.values(step.fill).map((entry) => readEntry(entry).template);
  if ("select" in step) return Object.values(step.select).map((choice) => readChoice(choice).template);
  return [];
}

/** The fields that a step's own templates hand over. */
export function fieldsIn(step: Step): TemplateField[] {
  return templatesOf(step).flatMap(fieldsOf);
}

/** Crossing it can't be taken back: the click that sends a form, the opening of a confirmation link. */
export function isIrreversible(step: Step): boolean {
  return "submit" in step || ("email" in step && "link" in step.email);
}
