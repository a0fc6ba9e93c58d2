import { placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** An opt-out that never submits would be booked without having asked. */
export const optOutSubmits: PlaybookCheck = (loaded) => {
  const steps = placedSteps(loaded.playbook, "optOut");
  if (steps.length === 0 || steps.some(({ step }) => "submit" in step || "human" in step)) return [];
  return [faultIn(loaded, { rule: "opt-out-without-submit", path: ["optOut", "steps"], message: "has no submit: a plain click is never the irreversible step" })];
};
