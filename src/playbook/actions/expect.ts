import type { Locator as PageLocator } from "playwright";
import { toMs } from "../../base/duration.ts";
import { broken, tell, type Action, type StepOf } from "../attempt.ts";
import { visible, type Scope } from "../locate.ts";
import { scopeOf } from "../scope.ts";
import { abortable, goes, shows } from "../waiting.ts";

export interface Sign {
  readonly at: PageLocator;
  readonly isGone: boolean;
  readonly withinMs: number;
  readonly said: string;
}

/** Waits until a sign shows, or is gone; otherwise the page is not the one we know. */
export const expect: Action<"expect"> = async (step, here) => {
  const scope = await scopeOf(typeof step.expect === "string" ? undefined : step.expect.in, here);
  if (scope.kind !== "scope") return scope;
  const sign = signOf(step, scope.scope);
  const withinMs = step.optional ? Math.min(sign.withinMs, here.patienceMs) : sign.withinMs;
  tell(here, `waiting for ${sign.said}${sign.isGone ? " to go" : ""}`);
  const came = sign.isGone ? goes(sign.at, withinMs) : shows(sign.at, withinMs);
  return (await abortable(here.attempt.tools.signal, came)) ? undefined : broken(here, "sign-missing");
};

export function signOf({ expect: wish }: StepOf<"expect">, scope: Scope): Sign {
  if (typeof wish === "string") return { at: visible(scope, wish), isGone: false, withinMs: toMs("15s"), said: wish };
  const at = visible(scope, wish.at);
  return { at: wish.text === undefined ? at : at.filter({ hasText: wish.text }), isGone: wish.gone === true, withinMs: toMs(wish.within), said: wish.at };
}
