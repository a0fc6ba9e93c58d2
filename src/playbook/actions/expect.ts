import type { Locator as PageLocator } from "playwright";
import { toMs, type Duration } from "../../base/duration.ts";
import { PlaybookError } from "../../base/errors.ts";
import { broken, tell, type Action, type Here, type StepOf } from "../attempt.ts";
import { visible, type Scope } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf } from "../scope.ts";
import { abortable, enough, goes, inTime, shows } from "../waiting.ts";

export interface Sign {
  readonly at: PageLocator;
  readonly isGone: boolean;
  readonly withinMs: number;
  readonly said: string;
}

/** Waits until a sign shows, or is gone; otherwise the page is not the one we know. */
export const expect: Action<"expect"> = async (step, here) => {
  if (typeof step.expect !== "string" && "url" in step.expect) return expectAddress(step.expect, here);
  const scope = await scopeOf(scopeIn(step), here);
  if (scope.kind !== "scope") return scope;
  const sign = signOf(step, scope.scope);
  const withinMs = step.optional ? Math.min(sign.withinMs, here.patienceMs) : sign.withinMs;
  tell(here, `waiting for ${sign.said}${sign.isGone ? " to go" : ""}`);
  const came = sign.isGone ? goes(sign.at, withinMs) : shows(sign.at, withinMs);
  return (await abortable(here.attempt.tools.signal, came)) ? undefined : broken(here, "sign-missing");
};

/** Waits until the page's address holds the words, which may come without a new page. */
async function expectAddress({ url, within }: { url: string; within: Duration }, here: Here): Promise<Outcome | undefined> {
  tell(here, `waiting for an address with ${url}`);
  const { session, signal } = here.attempt.tools;
  const came = inTime(session.page.waitForURL((address) => address.href.includes(url), { timeout: enough(toMs(within)), waitUntil: "commit" }));
  return (await abortable(signal, came)) ? undefined : broken(here, "sign-missing");
}

export function scopeIn({ expect: wish }: StepOf<"expect">): string | undefined {
  return typeof wish === "string" || "url" in wish ? undefined : wish.in;
}

/** An address is no sign: it says where we are, not what they say. */
export function signOf({ expect: wish }: StepOf<"expect">, scope: Scope): Sign {
  if (typeof wish !== "string" && "url" in wish) throw new PlaybookError("an address proves nothing", { hint: "name words of the page" });
  if (typeof wish === "string") return { at: visible(scope, wish), isGone: false, withinMs: toMs("15s"), said: wish };
  const at = visible(scope, wish.at);
  return { at: wish.text === undefined ? at : at.filter({ hasText: wish.text }), isGone: wish.gone === true, withinMs: toMs(wish.within), said: wish.at };
}
