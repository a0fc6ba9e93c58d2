import { allSteps } from "../walk-steps.ts";
import { faultIn, type PlaybookCheck } from "./check.ts";

/** Where a confirmation link leads must be open in the confirm phase, and only the broker's own mail may bring it. */
export const linkIsOpen: PlaybookCheck = (loaded) =>
  allSteps(loaded.playbook).flatMap(({ step, path }) => {
    if (!("email" in step) || !("link" in step.email)) return [];
    const host = step.email.link.split("/", 1)[0] ?? "";
    if (loaded.playbook.hosts.mailLink.includes(host)) return [];
    return [faultIn(loaded, { rule: "link-off-list", path: [...path, "email", "link"], message: `wants links to "${host.slice(0, 80)}", which hosts.mailLink does not name` })];
  });
