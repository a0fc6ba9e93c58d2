import type { Page } from "playwright";
import type { TemplateField } from "../../subject/fields.ts";
import { assess, wordsOf, type Assessment } from "../form/assess.ts";
import { locatorFor, locatorForButton } from "../form/locators.ts";
import { NOWHERE } from "../page/saved-pages.ts";
import { readPage } from "../page/read-page.ts";

export interface DraftControl {
  /** As a playbook names it; found once on the page, and it is this control. */
  readonly selector: string;
  /** The same as plain CSS. */
  readonly css: string;
  readonly field: TemplateField | null;
  readonly confidence: number;
  readonly why: string;
  /** What the page calls it. */
  readonly label: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isInForm: boolean;
  readonly isSeen: boolean;
}

/** What a page with a form comes to, before it is written down as a playbook. */
export interface Draft {
  /** Where the page is, or was saved from; empty when it doesn't say. */
  readonly url: string;
  readonly title: string;
  readonly form: { readonly selector: string; readonly kind: "ask" | "look-up"; readonly action: string; readonly method: string } | null;
  readonly controls: readonly DraftControl[];
  readonly submit: { readonly selector: string; readonly css: string; readonly text: string; readonly confidence: number; readonly why: string } | null;
  readonly challenges: readonly { readonly kind: string; readonly selector: string; readonly isShown: boolean }[];
  readonly decoys: readonly { readonly kind: string; readonly selector: string; readonly why: string }[];
}

/** Reads the page that is open. Nothing is typed, clicked or sent. */
export async function draftOf(page: Page): Promise<Draft> {
  const reading = await readPage(page);
  const assessment = assess(reading);
  const { face } = reading;
  const { form } = assessment;
  return {
    url: sourceOf(face.sourceUrl, form?.group.action ?? "", face.baseUrl),
    title: face.title,
    form: form ? { selector: form.group.css, kind: form.kind, action: form.group.action, method: form.group.method } : null,
    controls: await Promise.all(assessment.controls.map(async (one) => draftControl(page, one))),
    submit: await draftSubmit(page, assessment),
    challenges: assessment.challenges.map(({ kind, css, isShown }) => ({ kind, selector: css, isShown })),
    decoys: assessment.decoys.map(({ kind, css, why }) => ({ kind, selector: css, why })),
  };
}

async function draftControl(page: Page, { control, field, confidence, why, isInForm }: Assessment["controls"][number]): Promise<DraftControl> {
  // What nobody sees, or what is no part of the form, needs no fine name.
  const selector = isInForm && control.unseen === "" ? await locatorFor(page, control) : (control.css[0] ?? "");
  const type = control.tag === "input" ? control.type : control.tag;
  return { selector, css: control.css[0] ?? "", field: field ?? null, confidence, why, label: wordsOf(control), type, isRequired: control.isRequired, isInForm, isSeen: control.unseen === "" };
}

async function draftSubmit(page: Page, { submit }: Assessment): Promise<Draft["submit"]> {
  if (!submit) return null;
  const { button, confidence, why } = submit;
  return { selector: await locatorForButton(page, button), css: button.css[0] ?? "", text: button.text, confidence, why };
}

/** A saved page tells its address in one of these ways, or not at all. */
function sourceOf(...urls: readonly string[]): string {
  return urls.find((url) => url.startsWith("https://") && !url.includes(NOWHERE)) ?? "";
}
