import { STAGES } from "../playbook.ts";
import { disclosedBy } from "../../subject/fields.ts";
import { fieldsIn, placedSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** What a stage types must stand in `discloses`: it is what the person was shown and agreed to. */
export const undeclaredDisclosure: PlaybookCheck = (loaded) =>
  STAGES.flatMap((stage) =>
    placedSteps(loaded.playbook, stage).flatMap(({ step, path }) => {
      const declared: readonly string[] = loaded.playbook.discloses[stage];
      const missing = [...new Set(fieldsIn(step).flatMap(disclosedBy))].filter((field) => !declared.includes(field));
      return missing.map((field) => faultIn(loaded, { rule: "undeclared-disclosure", path, message: `sends "${field}", which discloses.${stage} does not name`, hint: `add ${field} to discloses.${stage}, or do not send it` }));
    }),
  );
