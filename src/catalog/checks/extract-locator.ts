import { isInParts, type Extract, type ExtractField } from "../extract.ts";
import { engineOf } from "../locator.ts";
import { allSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

type Placed = readonly [path: readonly (string | number)[], locator: string];

/** Rows and their fields are read in one go inside the page, where only CSS and XPath can be followed. */
export const extractLocator: PlaybookCheck = (loaded) =>
  allSteps(loaded.playbook).flatMap(({ step, path }) => {
    const key = "extract" in step ? "extract" : "choose";
    const extract = "extract" in step ? step.extract : "choose" in step && step.choose !== "listing" ? step.choose : undefined;
    if (!extract) return [];
    return locatorsOf(extract)
      .filter(([, locator]) => !["css", "xpath"].includes(engineOf(locator)))
      .map(([inner, locator]) => faultIn(loaded, { rule: "extract-locator", path: [...path, key, ...inner], message: `a "${engineOf(locator)}=" locator can't be followed in rows`, hint: "write CSS or XPath for rows and their fields" }));
  });

/** `none` is looked for as any other sign. */
function locatorsOf({ each, fields }: Extract): Placed[] {
  const { extras = {}, ...known } = fields;
  const all = [...Object.entries(known), ...Object.entries(extras).map(([name, field]) => [`extras.${name}`, field] as const)];
  return [[["each"], each], ...all.flatMap(([name, field]): Placed[] => {
    const path = ["fields", ...name.split(".")];
    if (field === undefined) return [];
    if (!isInParts(field)) return locatorOf(path, field);
    return Object.entries(field).flatMap(([part, inner]) => (inner === undefined ? [] : locatorOf([...path, part], inner)));
  })];
}

function locatorOf(path: readonly string[], field: ExtractField): Placed[] {
  if (typeof field === "string") return [[path, field]];
  return field.at === undefined ? [] : [[[...path, "at"], field.at]];
}
