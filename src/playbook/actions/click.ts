import { tell, type Action } from "../attempt.ts";
import { controlsSentBy } from "../controls/hand-over.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { disclose } from "../disclose.ts";
import { abortable } from "../waiting.ts";
import { clickAll } from "./click-all.ts";

/** A plain click: a tab, a banner, a search button. Never the step that asks for removal. */
export const click: Action<"click"> = async (step, here) => {
  const { at, in: within } = typeof step.click === "string" ? { at: step.click, in: undefined } : step.click;
  const { attempt } = here;
  if (typeof step.click !== "string" && step.click.all) return clickAll({ at, within }, here);
  const found = await oneVisible(at, within, here);
  if (found.kind !== "control") return found;
  const sent = await controlsSentBy(found.at, await attempt.filled.standing(attempt.tools.session.page), here);
  tell(here, `clicking ${at}, which hands over ${sent.length} controls`);
  await disclose(here, attempt.tools.session.page.url());
  await abortable(attempt.tools.signal, found.at.click({ timeout: here.patienceMs }));
  attempt.filled.forget(sent);
  await attempt.tools.session.page.waitForLoadState("domcontentloaded", { timeout: here.patienceMs });
  return undefined;
};
