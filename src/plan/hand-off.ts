import type { Catalog } from "../catalog/load.ts";
import type { Step } from "../catalog/step.ts";
import { allSteps } from "../catalog/walk-steps.ts";
import type { Case } from "../ledger/case.ts";

/** Whether the step that the case waits for is one that a person takes in the page, filled up to there, and unlist goes on after. */
export function isForHandOff({ broker, state, humanReason, humanStep }: Case, { playbooks }: Pick<Catalog, "playbooks">): boolean {
  if (state !== "needs-human" || humanStep === undefined) return false;
  const playbook = playbooks.get(broker)?.playbook;
  const step = playbook && allSteps(playbook).find(({ id }) => id === humanStep)?.step;
  if (!step) return false; // the playbook is another one by now
  if (humanReason === "captcha") return "settle" in step || ("human" in step && "captcha" in step.human);
  if (humanReason === "new-field") return "submit" in step;
  return isTakenInPage(step);
}

function isTakenInPage(step: Step): boolean {
  if (!("human" in step)) return false;
  return "field" in step.human || ("fill" in step.human && step.human.fill !== undefined);
}
