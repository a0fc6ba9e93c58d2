import { toMs } from "../../base/duration.ts";
import { tell, type Action } from "../attempt.ts";
import { visible } from "../locate.ts";
import { abortable, shows } from "../waiting.ts";

/** Takes a branch when a sign is there. Its absence is as good an answer, so it is waited for only as long as the playbook says. */
export const branch: Action<"if"> = async (step, here) => {
  const { there, within, then } = step.if;
  const sign = visible(here.attempt.tools.session.page, there);
  const isThere = within === undefined ? (await sign.count()) > 0 : await abortable(here.attempt.tools.signal, shows(sign, toMs(within)));
  tell(here, `${there} is ${isThere ? "there" : "not there"}`);
  return isThere ? here.walk(then, `${here.id}.if.then`) : undefined;
};
