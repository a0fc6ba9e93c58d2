import { placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** Opening the link proves nothing: the page after it must say so. */
export const linkIsConfirmed: PlaybookCheck = (loaded) =>
  placedSteps(loaded.playbook, "confirm").flatMap(({ step, path }, i, all) => {
    if (!("email" in step) || !("link" in step.email)) return [];
    const next = all[i + 1]?.step;
    if (next && "expect" in next && (typeof next.expect === "string" || "at" in next.expect)) return [];
    return [faultIn(loaded, { rule: "link-without-expect", path, message: "must be followed by an expect with the words of the page it leads to" })];
  });
