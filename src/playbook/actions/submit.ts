import type { Page, Locator as PageLocator } from "playwright";
import { toMs } from "../../base/duration.ts";
import { askPerson } from "../ask-person.ts";
import { broken, tell, type Action, type Here, type StepOf } from "../attempt.ts";
import { checkForm, isClickable, type FormToSend, type FormVerdict } from "../controls/form-check.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { crossOnce, type Crossing } from "../crossing.ts";
import { locate, visible } from "../locate.ts";
import { abortable } from "../waiting.ts";

/** The irreversible click. Everything that can be known before it is checked before the intent. */
export const submit: Action<"submit"> = async (step, here) => {
  const { click, form, in: within } = step.submit;
  const { page } = here.attempt.tools.session;
  const control = await oneVisible(click, within, here);
  if (control.kind !== "control") return control;
  const container = form === undefined ? undefined : locate(page, form);
  const { confirmed, refused } = signsOf(step, page);
  const verdict = await checkWithPerson({ control: control.at, container, signs: [confirmed, ...refused.map(({ sign }) => sign)] }, here);
  if (verdict.kind !== "fit") return verdict;
  if (verdict.shown.includes(confirmed)) return broken(here, "confirmed-before-click");
  if (!verdict.isAtHand && !(await abortable(here.attempt.tools.signal, isClickable(control.at, here)))) return broken(here, "not-clickable");
  tell(here, `about to click ${click}`);
  // A sign that stands on the page all along (a hint beside the form) refuses nothing.
  const unseen = refused.filter(({ sign }) => !verdict.shown.includes(sign));
  return crossOnce({ fields: [...here.attempt.disclosed], host: verdict.host, cross: () => press(control.at, here), confirmed, refused: unseen, withinMs: toMs(step.submit.within) }, here);
};

/** What they will say, either way. */
function signsOf({ submit: { confirmed, refused } }: StepOf<"submit">, page: Page): Pick<Crossing, "confirmed" | "refused"> {
  return { confirmed: visible(page, confirmed), refused: refused.map(({ sign, reason }) => ({ sign: visible(page, sign), reason })) };
}

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
