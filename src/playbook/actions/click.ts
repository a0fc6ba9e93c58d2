import type { Locator as PageLocator } from "playwright";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import { controlsSentBy } from "../controls/hand-over.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { disclose } from "../disclose.ts";
import { visible } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf, visibleIn } from "../scope.ts";
import { stopLoading } from "../stop-loading.ts";
import { abortable, sole } from "../waiting.ts";
import { clickAll } from "./click-all.ts";

/** A plain click: a tab, a banner, a search button. Never the step that asks for removal. */
export const click: Action<"click"> = async (step, here) => {
  const { at, in: within, all: isAll = false } = typeof step.click === "string" ? { at: step.click } : step.click;
  if (isAll) return clickAll({ at, within }, here);
  const { page } = here.attempt.tools.session;
  const failed = here.attempt.filled.isEmpty ? await clickAtOnce({ at, within }, here) : await clickHandingOver({ at, within }, here);
  if (failed) return failed;
  await page.waitForLoadState("domcontentloaded", { timeout: here.patienceMs });
  return undefined;
};

interface Meant {
  readonly at: string;
  readonly within: string | undefined;
}

/** What was typed goes with it where it is the button of that form, and is no part of the next one. */
async function clickHandingOver({ at, within }: Meant, here: Here): Promise<Outcome | undefined> {
  const { filled, tools } = here.attempt;
  const found = await oneVisible(at, within, here);
  if (found.kind !== "control") return found;
  const sent = await controlsSentBy(found.at, await filled.standing(tools.session.page), here);
  tell(here, `clicking ${at}, which hands over ${sent.length} controls`);
  await disclose(here, tools.session.page.url());
  await abortable(tools.signal, press(found.at, here));
  filled.forget(sent);
  return undefined;
}

/** With nothing typed, the click itself finds out whether there is one such control: a question less for most clicks. */
async function clickAtOnce({ at, within }: Meant, here: Here): Promise<Outcome | undefined> {
  const { signal, session } = here.attempt.tools;
  const found = await controlIn(at, within, here);
  if (found.kind !== "sign") return found;
  tell(here, `clicking ${at}`);
  await disclose(here, session.page.url());
  const clicked = await abortable(signal, sole(press(found.at, here)));
  if (typeof clicked === "object") return undefined;
  if (clicked === "several") return broken(here, "ambiguous-control");
  await stopLoading(here);
  const scope = await scopeOf(within, here);
  if (scope.kind !== "scope") return scope;
  return broken(here, (await found.at.count()) > 0 ? "timeout" : "control-missing");
}

/** A row that is known by what it says is not read anew first: the click finds it, or nothing. */
async function controlIn(at: string, within: string | undefined, here: Here): ReturnType<typeof visibleIn> {
  const { row } = here.attempt;
  return within === "row" && row?.isMarked === true ? { kind: "sign", at: visible(row.at, at) } : visibleIn(at, within, here);
}

async function press(control: PageLocator, here: Here): Promise<void> {
  await control.click({ timeout: here.patienceMs });
}
