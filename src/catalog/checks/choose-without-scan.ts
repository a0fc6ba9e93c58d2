import { placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

export const chooseNeedsScan: PlaybookCheck = (loaded) =>
  placedSteps(loaded.playbook, "optOut").flatMap(({ step, path }) =>
    "choose" in step && step.choose === "listing" && loaded.playbook.scan === undefined
      ? [faultIn(loaded, { rule: "choose-without-scan", path, message: "picks a row by the scan's extract, and there is no scan", hint: "give choose an extract of its own" })]
      : [],
  );
