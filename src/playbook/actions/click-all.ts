import { broken, tell, type Here } from "../attempt.ts";
import { visible } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf } from "../scope.ts";
import { abortable, shows } from "../waiting.ts";

/** A page could grow a button for every click on one. */
const MOST_CLICKS = 100;

/** Clicks every match once, as a person would who opens all the "show more" of a list. One that has gone by then is not missed. */
export async function clickAll({ at, within }: { at: string; within: string | undefined }, here: Here): Promise<Outcome | undefined> {
  const scope = await scopeOf(within, here);
  if (scope.kind !== "scope") return scope;
  const { signal } = here.attempt.tools;
  const matches = visible(scope.scope, at);
  if (!(await abortable(signal, shows(matches, here.patienceMs)))) return broken(here, "control-missing");
  const nodes = (await matches.elementHandles()).slice(0, MOST_CLICKS);
  tell(here, `clicking ${nodes.length} of ${at}`);
  for (const node of nodes) {
    if (await node.isVisible()) await abortable(signal, node.click({ timeout: here.patienceMs }));
  }
  return undefined;
}
