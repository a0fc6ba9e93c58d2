import { toMs } from "../../base/duration.ts";
import { tell, type Action, type Here, type StepOf } from "../attempt.ts";
import { holds } from "../holds.ts";
import type { Outcome } from "../outcome.ts";
import { visibleIn } from "../scope.ts";
import { abortable, shows } from "../waiting.ts";

/** Goes one way or the other, by what the page shows or by who the subject is. */
export const branch: Action<"if"> = async (step, here) => {
  const isSo = await isMet(step, here);
  if (typeof isSo !== "boolean") return isSo;
  const { then, else: otherwise = [] } = step.if;
  return isSo ? here.walk(then, `${here.id}.if.then`) : here.walk(otherwise, `${here.id}.if.else`);
};

/** A sign's absence is as good an answer, so it is waited for only as long as the playbook says. */
async function isMet(step: StepOf<"if">, here: Here): Promise<boolean | Outcome> {
  if ("subject" in step.if) {
    const isSo = holds(step.if.subject, here.attempt.job);
    tell(here, `the condition on the subject ${isSo ? "holds" : "does not hold"}`);
    return isSo;
  }
  const { there, in: within, within: patience } = step.if;
  const sign = await visibleIn(there, within, here);
  if (sign.kind !== "sign") return sign;
  const isThere = patience === undefined ? (await sign.at.count()) > 0 : await abortable(here.attempt.tools.signal, shows(sign.at, toMs(patience)));
  tell(here, `${there} is ${isThere ? "there" : "not there"}`);
  return isThere;
}
