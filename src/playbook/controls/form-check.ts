import type { Locator as PageLocator } from "playwright";
import { ask } from "../../browser/question.ts";
import { broken, tell, type Here } from "../attempt.ts";
import type { Outcome } from "../outcome.ts";
import { inTime } from "../waiting.ts";
import { askControl } from "./filled.ts";
import { formQuestion, type FormFace } from "./form-in-page.ts";
import { fieldsNamed } from "./label-fields.ts";

export interface FormToSend {
  readonly control: PageLocator;
  readonly container: PageLocator | undefined;
  /** What will tell how it went, and so should not stand there yet. */
  readonly signs: readonly PageLocator[];
}

/** A form that may be sent, the host it goes to, and which of the signs stand there already. */
export type FormVerdict = { readonly kind: "fit"; readonly host: string; readonly isAtHand: boolean; readonly shown: readonly PageLocator[] } | Outcome;

/** Everything that must hold of a form before the irreversible click: the right form, to the right host, with nothing new in it. */
export async function checkForm(form: FormToSend, here: Here): Promise<FormVerdict> {
  const look = await lookUntilKept(form, here);
  if (!look) return broken(here, "value-not-kept");
  const { face, shown } = look;
  tell(here, `form read: one form ${String(face.isOneForm)}, ${face.emptyRequired.length} required left empty`);
  if (!face.isOneForm) return broken(here, "in-other-form");
  const host = siteHost(face.action, here);
  if (host === undefined) return broken(here, "posts-elsewhere");
  if (face.emptyRequired.length > 0) return { kind: "human", step: here.id, reason: "new-field", fields: fieldsNamed(face.emptyRequired), labels: face.emptyRequired };
  return { kind: "fit", host, isAtHand: face.isAtHand, shown };
}

interface Look {
  readonly face: FormFace;
  readonly shown: readonly PageLocator[];
}

/** What was filled, the form and the signs in one look; once more where a value had to be typed again, or a control was drawn anew. */
async function lookUntilKept(form: FormToSend, here: Here): Promise<Look | undefined> {
  const { filled } = here.attempt;
  const look = await lookAt(form, here);
  if (filled.areKept(look.face.filled)) return look;
  if (!(await keptAtLast(here))) return undefined;
  const again = await lookAt(form, here);
  return filled.areKept(again.face.filled) ? again : undefined;
}

async function lookAt(form: FormToSend, here: Here): Promise<Look> {
  const [face, shown] = await Promise.all([faceOf(form, here), shownOf(form.signs)]);
  return { face, shown };
}

/** A page may drop a value long after it took it; the person would see that and type again. A control that is gone with its page no longer counts. */
async function keptAtLast(here: Here): Promise<boolean> {
  const { filled, tools } = here.attempt;
  const standing = await filled.standing(tools.session.page);
  const dropped = standing.filter(({ control, state }) => !control.isKept(state));
  for (const { control } of dropped) await control.again();
  const now = dropped.length === 0 ? standing : await filled.standing(tools.session.page);
  return now.every(({ control, state }) => control.isKept(state));
}

async function faceOf({ control, container }: FormToSend, here: Here): Promise<FormFace> {
  const timeoutMs = here.patienceMs;
  const within = container ? (await askControl(container.first(), { timeoutMs })).node : null;
  return ask(control, formQuestion, { input: { filled: here.attempt.filled.nodes, container: within }, timeoutMs });
}

async function shownOf(signs: readonly PageLocator[]): Promise<readonly PageLocator[]> {
  const counts = await Promise.all(signs.map((sign) => sign.count()));
  return signs.filter((_, i) => counts[i] !== 0);
}

/** `hosts.site` are the only ones that may receive personal values, and never in clear. */
function siteHost(action: string, here: Here): string | undefined {
  const url = URL.canParse(action) ? new URL(action) : undefined;
  const isOurs = url?.protocol === "https:" && here.attempt.job.playbook.playbook.hosts.site.includes(url.hostname);
  return isOurs ? url.hostname : undefined;
}

/** Whether it comes to be visible, still, enabled and not covered (by a cookie banner, say): better known before the intent than after it. */
export async function isClickable(control: PageLocator, here: Here): Promise<boolean> {
  return inTime(control.click({ trial: true, timeout: here.patienceMs }));
}
