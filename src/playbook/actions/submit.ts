import type { Locator as PageLocator } from "playwright";
import { toMs } from "../../base/duration.ts";
import { askPerson } from "../ask-person.ts";
import { broken, tell, type Action, type Here, type StepOf } from "../attempt.ts";
import { checkForm, isClickable, type FormToSend, type FormVerdict } from "../controls/form-check.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { crossOnce, type Refusal } from "../crossing.ts";
import { locate, visible } from "../locate.ts";
import { abortable } from "../waiting.ts";

/** The irreversible click. Everything that can be known before it is checked before the intent. */
export const submit: Action<"submit"> = async (step, here) => {
  const { attempt } = here;
  const { page } = attempt.tools.session;
  const { click, confirmed, form, in: within } = step.submit;
  const control = await oneVisible(click, within, here);
  if (control.kind !== "control") return control;
  const container = form === undefined ? undefined : locate(page, form);
  const verdict = await checkWithPerson({ control: control.at, container }, here);
  if (verdict.kind !== "fit") return verdict;
  const sign = visible(page, confirmed);
  if ((await sign.count()) > 0) return broken(here, "confirmed-before-click");
  if (!verdict.isAtHand && !(await abortable(attempt.tools.signal, isClickable(control.at, here)))) return broken(here, "not-clickable");
  tell(here, `about to click ${click}`);
  return crossOnce(
    {
      fields: [...attempt.disclosed],
      host: verdict.host,
      cross: () => press(control.at, here),
      confirmed: sign,
      refused: await unseenRefusals(step, here),
      withinMs: toMs(step.submit.within),
    },
    here,
  );
};

/** What the form wants besides, the person may put in themself; then the form is looked at anew. */
async function checkWithPerson(form: FormToSend, here: Here): Promise<FormVerdict> {
  const verdict = await checkForm(form, here);
  if (verdict.kind !== "human" || verdict.reason !== "new-field" || !here.attempt.tools.handOff) return verdict;
  const isDone = async (): Promise<boolean> => (await checkForm(form, here)).kind === "fit";
  const ended = await askPerson({ otherwise: verdict, isDone, shownBy: "typed", button: form.control }, here);
  if (ended) return verdict;
  for (const field of verdict.fields) here.attempt.byHand.add(field);
  return checkForm(form, here);
}

async function press(control: PageLocator, here: Here): Promise<void> {
  // Their answer is waited for by its words, for as long as the playbook says: not here, where only the click counts.
  await control.click({ timeout: here.patienceMs, noWaitAfter: true });
}

/** A sign that stands on the page all along (a hint beside the form) refuses nothing. */
async function unseenRefusals({ submit: { refused } }: StepOf<"submit">, here: Here): Promise<readonly Refusal[]> {
  const signs = refused.map(({ sign, reason }) => ({ sign: visible(here.attempt.tools.session.page, sign), reason }));
  const counts = await Promise.all(signs.map(({ sign }) => sign.count()));
  return signs.filter((_, i) => counts[i] === 0);
}
