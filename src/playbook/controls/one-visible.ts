import type { Locator as PageLocator } from "playwright";
import { broken, tell, type Here } from "../attempt.ts";
import { visible } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf } from "../scope.ts";
import { abortable, sole } from "../waiting.ts";
import { askControl } from "./filled.ts";
import type { ControlState } from "./known-controls.ts";

export type Found = { readonly kind: "control"; readonly at: PageLocator; readonly state: ControlState } | Outcome;

/** The one visible control that a locator names. Two of them is not a choice for us to make. */
export async function oneVisible(locator: string, within: string | undefined, here: Here): Promise<Found> {
  const scope = await scopeOf(within, here);
  if (scope.kind !== "scope") return scope;
  tell(here, `waiting for ${locator}`);
  const at = visible(scope.scope, locator);
  const found = await abortable(here.attempt.tools.signal, sole(askControl(at, { timeoutMs: here.patienceMs })));
  if (typeof found === "object") return { kind: "control", at, state: found.one };
  tell(here, `found ${found} of ${locator}`);
  return broken(here, found === "none" ? "control-missing" : "ambiguous-control");
}
