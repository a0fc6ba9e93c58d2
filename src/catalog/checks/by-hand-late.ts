import { isIrreversible, placedSteps } from "../walk-steps.ts";
import { STAGES } from "../playbook.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** A step that will stop for a person comes before anything is typed: a page may read what stands in a form that is never sent. */
export const byHandLate: PlaybookCheck = (loaded) =>
  STAGES.flatMap((stage) => {
    let isTyped = false;
    return placedSteps(loaded.playbook, stage).flatMap(({ step, path }) => {
      // Rows to choose from are the answer to a search: what was typed into that has been sent.
      if ("goto" in step || "choose" in step || isIrreversible(step)) isTyped = false;
      if ("fill" in step || "select" in step) isTyped = true;
      const isLate = isTyped && "human" in step && "field" in step.human;
      return isLate ? [faultIn(loaded, { rule: "by-hand-late", severity: "warning", path, message: "stops for a person after something was typed", hint: "put it before the first fill of its page" })] : [];
    });
  });
