import type { Locator as PageLocator } from "playwright";
import { broken, tell, type Here } from "../attempt.ts";
import { visible } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf } from "../scope.ts";
import { abortable, shows } from "../waiting.ts";

export type Found = { readonly kind: "control"; readonly at: PageLocator } | Outcome;

/** The one visible control that a locator names. Two of them is not a choice for us to make. */
export async function oneVisible(locator: string, within: string | undefined, here: Here): Promise<Found> {
  const scope = await scopeOf(within, here);
  if (scope.kind !== "scope") return scope;
  const controls = visible(scope.scope, locator);
  tell(here, `waiting for ${locator}`);
  if (!(await abortable(here.attempt.tools.signal, shows(controls, here.patienceMs)))) return broken(here, "control-missing");
  const count = await controls.count();
  tell(here, `found ${count} of ${locator}`);
  if (count === 0) return broken(here, "control-missing");
  return count === 1 ? { kind: "control", at: controls } : broken(here, "ambiguous-control");
}
