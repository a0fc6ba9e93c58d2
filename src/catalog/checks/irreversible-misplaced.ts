import { isIrreversible, placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** A link is opened in the stage that has the mail hosts open, and a later run can start there. */
export const linkIsInConfirm: PlaybookCheck = (loaded) =>
  (["scan", "optOut"] as const).flatMap((stage) =>
    placedSteps(loaded.playbook, stage).flatMap(({ step, path }) => {
      const isMisplaced = stage === "scan" ? isIrreversible(step) || "email" in step : "email" in step && "link" in step.email;
      return isMisplaced ? [faultIn(loaded, { rule: "irreversible-misplaced", path, message: stage === "scan" ? "a scan changes nothing outside" : "a mail link belongs to confirm" })] : [];
    }),
  );
