import type { Stage } from "../catalog/playbook.ts";
import type { Case } from "../ledger/case.ts";

/** A form of the stage was taken in, and a crash came before the rest of it: nothing of the request is in doubt, and it is not over. */
export function isHalfAsked({ state, request }: Case, stage: Stage): boolean {
  if (state !== "awaiting-confirmation" || request?.isHalfAsked !== true) return false;
  const last = request.steps.findLast(({ outcome }) => outcome === "acknowledged");
  return last?.step.startsWith(`${stage}.`) === true;
}
