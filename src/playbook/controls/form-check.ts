import type { ElementHandle, Locator as PageLocator } from "playwright";
import { broken, tell, type Here } from "../attempt.ts";
import type { Outcome } from "../outcome.ts";
import { inTime } from "../waiting.ts";
import { standingNode, type FilledControl } from "./filled.ts";
import { FormFace, readForm } from "./form-in-page.ts";
import { fieldsNamed } from "./label-fields.ts";

export interface FormQuestion {
  readonly control: ElementHandle;
  readonly filled: readonly FilledControl[];
  readonly container: PageLocator | undefined;
}

/** A form that may be sent, and the host it goes to. */
export type FormVerdict = { readonly kind: "fit"; readonly host: string; readonly isAtHand: boolean } | Outcome;

/** Everything that must hold of a form before the irreversible click: the right form, to the right host, with nothing new in it. */
export async function checkForm(question: FormQuestion, here: Here): Promise<FormVerdict> {
  for (const control of question.filled) {
    if (!(await isKeptAtLast(control))) return broken(here, "value-not-kept");
  }
  const face = await faceOf(question, here);
  tell(here, `form read: one form ${String(face.isOneForm)}, ${face.emptyRequired.length} required left empty`);
  if (!face.isOneForm) return broken(here, "in-other-form");
  const host = siteHost(face.action, here);
  if (host === undefined) return broken(here, "posts-elsewhere");
  if (face.emptyRequired.length > 0) return { kind: "human", step: here.id, reason: "new-field", fields: fieldsNamed(face.emptyRequired), labels: face.emptyRequired };
  return { kind: "fit", host, isAtHand: face.isAtHand };
}

/** A page may drop a value long after it took it; the person would see that and type again. */
async function isKeptAtLast(control: FilledControl): Promise<boolean> {
  if (await control.isKept()) return true;
  await control.again();
  return control.isKept();
}

async function faceOf({ control, filled, container }: FormQuestion, here: Here): Promise<FormFace> {
  const { page } = here.attempt.tools.session;
  const question = { control, filled: await Promise.all(filled.map(standingNode)), container: container ? await container.first().elementHandle() : null };
  return FormFace.parse(await page.evaluate(readForm, question));
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
