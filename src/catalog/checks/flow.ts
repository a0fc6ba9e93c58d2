import { isIrreversible, placedSteps } from "../walk-steps.ts";
import { stepsOf } from "../playbook.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** An opt-out that never submits would be booked without having asked. */
export const optOutSubmits: PlaybookCheck = (loaded) => {
  const steps = placedSteps(loaded.playbook, "optOut");
  if (steps.length === 0 || steps.some(({ step }) => "submit" in step || "human" in step)) return [];
  return [faultIn(loaded, { rule: "opt-out-without-submit", path: ["optOut", "steps"], message: "has no submit: a plain click is never the irreversible step" })];
};

/** Opening the link proves nothing: the page after it must say so. */
export const linkIsConfirmed: PlaybookCheck = (loaded) =>
  placedSteps(loaded.playbook, "confirm").flatMap(({ step, path }, i, all) => {
    if (!("email" in step) || !("link" in step.email)) return [];
    const next = all[i + 1]?.step;
    if (next && "expect" in next) return [];
    return [faultIn(loaded, { rule: "link-without-expect", path, message: "must be followed by an expect with the words of the page it leads to" })];
  });

/** A link is opened in the stage that has the mail hosts open, and a later run can start there. */
export const linkIsInConfirm: PlaybookCheck = (loaded) =>
  (["scan", "optOut"] as const).flatMap((stage) =>
    placedSteps(loaded.playbook, stage).flatMap(({ step, path }) => {
      const isMisplaced = stage === "scan" ? isIrreversible(step) || "email" in step : "email" in step && "link" in step.email;
      return isMisplaced ? [faultIn(loaded, { rule: "irreversible-misplaced", path, message: stage === "scan" ? "a scan changes nothing outside" : "a mail link belongs to confirm" })] : [];
    }),
  );

/** Without the broker's own sign an empty page can't be told from a wall. */
export const scanHasNoneSign: PlaybookCheck = (loaded) =>
  placedSteps(loaded.playbook, "scan").flatMap(({ step, path }) =>
    "extract" in step && step.extract.none === undefined
      ? [faultIn(loaded, { rule: "no-none-sign", severity: "warning", path: [...path, "extract"], message: "has no none: a page without rows will stay inconclusive" })]
      : [],
  );

export const scanExtracts: PlaybookCheck = (loaded) => {
  const steps = stepsOf(loaded.playbook, "scan");
  if (steps.length === 0 || steps.some((step) => "extract" in step)) return [];
  return [faultIn(loaded, { rule: "scan-without-extract", path: ["scan", "steps"], message: "looks at nothing: it has no extract" })];
};

export const chooseNeedsScan: PlaybookCheck = (loaded) =>
  placedSteps(loaded.playbook, "optOut").flatMap(({ step, path }) =>
    "choose" in step && loaded.playbook.scan === undefined
      ? [faultIn(loaded, { rule: "choose-without-scan", path, message: "picks a row by the scan's extract, and there is no scan" })]
      : [],
  );
