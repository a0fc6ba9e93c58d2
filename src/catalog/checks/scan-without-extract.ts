import { placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** An extract may stand in a branch: some sites show their list only when there is one. */
export const scanExtracts: PlaybookCheck = (loaded) => {
  const steps = placedSteps(loaded.playbook, "scan");
  if (steps.length === 0 || steps.some(({ step }) => "extract" in step)) return [];
  return [faultIn(loaded, { rule: "scan-without-extract", path: ["scan", "steps"], message: "looks at nothing: it has no extract" })];
};
