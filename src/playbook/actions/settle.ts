import { toMs } from "../../base/duration.ts";
import { askPerson } from "../ask-person.ts";
import { tell, type Action, type Here } from "../attempt.ts";
import { isPageFault } from "../page-fault.ts";
import { visibleIn } from "../scope.ts";
import { seeBlock } from "../see-block.ts";
import { abortable, shows } from "../waiting.ts";
import { captchaOutcome } from "./captcha.ts";

/** Waits for a challenge to pass by itself, with its hosts open meanwhile. What does not pass is a person's step. */
export const settle: Action<"settle"> = async (step, here) => {
  const { until, in: within, within: patience } = typeof step.settle === "string" ? { until: step.settle, in: undefined, within: "20s" } : step.settle;
  const found = await visibleIn(until, within, here);
  if (found.kind !== "sign") return found;
  const sign = found.at;
  tell(here, `waiting for ${until}`);
  if ((await sign.count()) > 0) return undefined;
  const hasSettled = await here.attempt.tools.session.withChallengeHosts(async () => {
    await reloadIfWalled(here);
    return abortable(here.attempt.tools.signal, shows(sign, toMs(patience)));
  });
  if (hasSettled) return undefined;
  tell(here, "it did not pass by itself");
  const isOurs = here.attempt.disclosed.size > 0;
  return askPerson({ otherwise: captchaOutcome(here), isDone: async () => (await sign.count()) > 0, shownBy: "token", ...(!isOurs && { isWall: true }) }, here);
};

/** The challenge's scripts were refused when the page first loaded; with nothing typed yet, loading it again costs nothing. */
async function reloadIfWalled(here: Here): Promise<void> {
  const { attempt, patienceMs } = here;
  const { session, signal } = attempt.tools;
  if ((await attempt.filled.standing(session.page)).length > 0 || !(await seeBlock(session))) return;
  tell(here, "loading the page again with the challenge's hosts open");
  try {
    await abortable(signal, session.page.reload({ waitUntil: "domcontentloaded", timeout: patienceMs }));
  } catch (error) {
    // A challenge that has just passed goes on to its page by itself, and so ends our load. Whether the sign shows is asked next.
    if (!isPageFault(error)) throw error;
    tell(here, "it went on by itself meanwhile");
  }
}
