import type { ElementHandle, Locator as PageLocator } from "playwright";
import { broken, tell, type Here } from "../attempt.ts";
import { visible } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf } from "../scope.ts";
import { abortable, sole } from "../waiting.ts";

export type Found = { readonly kind: "control"; readonly at: PageLocator } | Outcome;
export type FoundNode = { readonly kind: "control"; readonly at: PageLocator; readonly node: ElementHandle } | Outcome;

/** The one visible control that a locator names. Two of them is not a choice for us to make. */
export async function oneVisible(locator: string, within: string | undefined, here: Here): Promise<Found> {
  return find({ locator, within }, here, async (at) => {
    await at.waitFor({ state: "attached", timeout: here.patienceMs });
    return { kind: "control", at };
  });
}

/** The same with its node in hand, for what looks at the node itself. */
export async function oneVisibleNode(locator: string, within: string | undefined, here: Here): Promise<FoundNode> {
  return find({ locator, within }, here, async (at) => ({ kind: "control", at, node: await at.elementHandle({ timeout: here.patienceMs }) }));
}

async function find<T>({ locator, within }: { locator: string; within: string | undefined }, here: Here, waitFor: (controls: PageLocator) => Promise<T>): Promise<T | Outcome> {
  const scope = await scopeOf(within, here);
  if (scope.kind !== "scope") return scope;
  tell(here, `waiting for ${locator}`);
  const found = await abortable(here.attempt.tools.signal, sole(waitFor(visible(scope.scope, locator))));
  if (typeof found === "object") return found.one;
  tell(here, `found ${found} of ${locator}`);
  return broken(here, found === "none" ? "control-missing" : "ambiguous-control");
}
