import { placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** Without the broker's own sign an empty page can't be told from a wall. */
export const scanHasNoneSign: PlaybookCheck = (loaded) =>
  placedSteps(loaded.playbook, "scan").flatMap(({ step, path }) =>
    "extract" in step && step.extract.none === undefined
      ? [faultIn(loaded, { rule: "no-none-sign", severity: "warning", path: [...path, "extract"], message: "has no none: a page without rows will stay inconclusive" })]
      : [],
  );
