import type { Step } from "../step.ts";
import { allSteps, branchesOf, placedSteps } from "../walk-steps.ts";
import { faultIn, type Fault, type PlaybookCheck } from "./check.ts";

/** What can never be taken: behind a step that only a person can do and that ends the stage, or inside a condition that never holds. */
export const unreachableStep: PlaybookCheck = (loaded) => [...behindHandOff(loaded), ...neverHolds(loaded), ...pageNeverSeen(loaded), ...confirmOfNothing(loaded)];

const behindHandOff: PlaybookCheck = (loaded) =>
  neighbours(loaded, (step) => "human" in step && ("phone" in step.human || "id" in step.human || "account" in step.human), "comes after a step that is a person's to the end");

/** Nothing was asked of the page that is left at once. */
const pageNeverSeen: PlaybookCheck = (loaded) =>
  allSteps(loaded.playbook).flatMap(({ step, path }, i, all) => {
    const next = all[i + 1];
    if (!("goto" in step) || !next || !("goto" in next.step) || next.path.length !== path.length || next.stage !== all[i]?.stage) return [];
    return [faultIn(loaded, { rule: "unreachable-step", severity: "warning", path, message: "opens a page that the next step leaves at once" })];
  });

const neverHolds: PlaybookCheck = (loaded) =>
  allSteps(loaded.playbook).flatMap(({ step, path }): Fault[] => {
    if (!("if" in step) || !("subject" in step.if)) return [];
    const { age } = step.if.subject;
    if (age?.from === undefined || age.to === undefined || age.from <= age.to) return [];
    return [faultIn(loaded, { rule: "unreachable-step", severity: "warning", path: [...path, "if", "subject", "age"], message: "no age is in this range, so its steps are never taken" })];
  });

const confirmOfNothing: PlaybookCheck = (loaded) => {
  const { optOut, confirm } = loaded.playbook;
  if (!confirm || optOut) return [];
  return [faultIn(loaded, { rule: "unreachable-step", severity: "warning", path: ["confirm"], message: "confirms what no optOut has asked" })];
};

function neighbours(loaded: Parameters<PlaybookCheck>[0], ends: (step: Step) => boolean, message: string): Fault[] {
  return (["scan", "optOut", "confirm"] as const).flatMap((stage) => {
    const lists = [loaded.playbook[stage]?.steps ?? [], ...placedSteps(loaded.playbook, stage).flatMap(({ step }) => branchesOf(step).map(({ steps }) => steps))];
    const dead = new Set(lists.flatMap((steps) => steps.slice(endOf(steps, ends))));
    return placedSteps(loaded.playbook, stage).filter(({ step }) => dead.has(step)).map(({ path }) => faultIn(loaded, { rule: "unreachable-step", severity: "warning", path, message }));
  });
}

function endOf(steps: readonly Step[], ends: (step: Step) => boolean): number {
  const at = steps.findIndex((step) => ends(step) && step.optional !== true);
  return at === -1 ? steps.length : at + 1;
}
