import { LISTING_ADDRESS } from "../locator.ts";
import { allSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** Personal values travel in addresses too, so a `goto` may only lead to a host of the site. */
export const gotoStaysOnSite: PlaybookCheck = (loaded) =>
  allSteps(loaded.playbook).flatMap(({ step, path }) => {
    if (!("goto" in step)) return [];
    if (step.goto === LISTING_ADDRESS) return []; // its host is checked when it is opened
    const address = step.goto.replace(/\{\{[^{}]*\}\}/g, "x");
    const host = URL.canParse(address) ? new URL(address).host : "";
    if (loaded.playbook.hosts.site.includes(host)) return [];
    return [faultIn(loaded, { rule: "goto-off-site", path: [...path, "goto"], message: `leads to "${host.slice(0, 80)}", which hosts.site does not name` })];
  });
