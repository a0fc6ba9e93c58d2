import type { Catalog } from "../load.ts";
import { faultOf, type BrokerCheck } from "./check.ts";

/** Parents exist, don't lead back, and are of the same family: the lane that asks for both. */
export const parents: BrokerCheck = ({ slug, broker }, { brokers }) => {
  const { parent, coverage } = broker;
  if (parent === undefined) {
    return coverage === undefined ? [] : [faultOf({ slug, broker }, { rule: "coverage-without-parent", path: ["coverage"], message: "says what a parent covers, and there is none" })];
  }
  const above = brokers.get(parent);
  if (!above) return [faultOf({ slug, broker }, { rule: "parent-missing", path: ["parent"], message: `parent "${parent}" has no file` })];
  if (loops(brokers, slug)) return [faultOf({ slug, broker }, { rule: "parent-loop", path: ["parent"], message: "its parents lead back to it" })];
  const family = above.family ?? parent;
  if (broker.family === family) return [];
  return [faultOf({ slug, broker }, { rule: "parent-other-family", severity: "warning", path: ["family"], message: `is of another family than its parent "${parent}"`, hint: `family: ${family}` })];
};

function loops(brokers: Catalog["brokers"], start: string): boolean {
  const seen = new Set<string>();
  for (let slug: string | undefined = start; slug !== undefined; slug = brokers.get(slug)?.parent) {
    if (seen.has(slug)) return true;
    seen.add(slug);
  }
  return false;
}
