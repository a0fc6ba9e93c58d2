import { allSteps } from "../walk-steps.ts";
import { faultIn, type PairCheck } from "./check.ts";

/** An address out of a register may lead anywhere: nobody has looked at it, so no playbook goes there. */
export const uncheckedAddress: PairCheck = (loaded, { slug, broker }) =>
  allSteps(loaded.playbook).flatMap(({ step, path }) => {
    if (!("goto" in step)) return [];
    const target = placeOf(step.goto);
    if (target === undefined || !broker.unchecked.some((address) => placeOf(address) === target)) return [];
    return [faultIn(loaded, { rule: "unchecked-address", path: [...path, "goto"], message: `brokers/${slug}.yaml has this address as unchecked`, hint: "look at the page; then take it out of unchecked" })];
  });

/** Host and path: another query or a final slash is no other page. */
function placeOf(address: string): string | undefined {
  const url = URL.parse(address);
  return url ? `${url.hostname.replace(/^www\./, "")}${url.pathname.replace(/\/+$/, "")}` : undefined;
}
