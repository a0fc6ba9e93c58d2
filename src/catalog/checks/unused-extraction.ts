import { allSteps, fieldsIn, placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** Reading more of a page than is needed is reading too much. An id names the listing or goes into a form; an extra goes nowhere. */
export const unusedExtraction: PlaybookCheck = (loaded) => {
  const isSent = allSteps(loaded.playbook).some(({ step }) => fieldsIn(step).includes("listing.id"));
  return placedSteps(loaded.playbook, "scan").flatMap(({ step, path }) => {
    if (!("extract" in step)) return [];
    const { identity, fields } = step.extract;
    const isIdUnused = fields.id !== undefined && identity !== undefined && identity !== "id" && !isSent;
    const unused = [...(isIdUnused ? [["id"]] : []), ...Object.keys(fields.extras ?? {}).map((name) => ["extras", name])];
    return unused.map((name) =>
      faultIn(loaded, { rule: "unused-extraction", severity: "warning", path: [...path, "extract", "fields", ...name], message: `nothing uses "${name.at(-1) ?? ""}"`, hint: "leave it out" }),
    );
  });
};
