import type { TemplateField } from "../../subject/fields.ts";
import type { Challenge, Control, Group } from "../page/page-face.ts";
import type { PageReading } from "../page/read-page.ts";
import { SURE_ENOUGH, guessField } from "./control-field.ts";
import { kindOf, standingOf, type FormKind, type FormParts } from "./form-kind.ts";
import { settleForm } from "./settle-names.ts";
import { submitOf, type SubmitGuess } from "./submit-control.ts";

export interface AssessedControl {
  readonly control: Control;
  readonly field: TemplateField | undefined;
  readonly confidence: number;
  readonly why: string;
  /** In the form that the page is there for. */
  readonly isInForm: boolean;
}

export type DecoyKind = Exclude<FormKind, "ask" | "look-up" | "empty"> | "honeypot" | "offer";

export interface Decoy {
  readonly kind: DecoyKind;
  readonly css: string;
  readonly why: string;
}

/** What a page's forms ask for, and what on it is only in the way. */
export interface Assessment {
  readonly form: { readonly group: Group; readonly kind: "ask" | "look-up" } | undefined;
  readonly controls: readonly AssessedControl[];
  readonly submit: SubmitGuess | undefined;
  readonly challenges: readonly Challenge[];
  readonly decoys: readonly Decoy[];
}

export function assess({ face, challenges }: PageReading): Assessment {
  const forms = face.groups.map((group, i): FormParts => ({ group, controls: face.controls.filter((one) => one.group === i), buttons: face.buttons.filter((one) => one.group === i) }));
  const kinds = forms.map(kindOf);
  const main = mainForm(forms, kinds);
  const kind = main === undefined ? undefined : kinds[main];
  const form = main === undefined ? undefined : forms[main];
  const asked = new Set(challenges.filter((challenge) => ["arithmetic", "image", "other"].includes(challenge.kind)).map(({ css }) => css));
  return {
    form: form && (kind === "ask" || kind === "look-up") ? { group: form.group, kind } : undefined,
    controls: face.controls.map((control) => placed(control, { form, kinds, asked })),
    submit: form && submitOf(form.buttons, kind === "look-up"),
    challenges,
    decoys: [...formDecoys(forms, kinds), ...face.controls.flatMap(controlDecoys)],
  };
}

/** The form that asks; a search for people only where nothing else asks. */
function mainForm(forms: readonly FormParts[], kinds: readonly FormKind[]): number | undefined {
  const ranked = forms
    .map((form, i) => ({ i, kind: kinds[i], standing: standingOf(form) + fieldsOf(form).filter(({ field }) => field).length }))
    .filter(({ kind }) => kind === "ask" || kind === "look-up")
    .toSorted((a, b) => Number(a.kind === "look-up") - Number(b.kind === "look-up") || b.standing - a.standing);
  return ranked[0]?.i;
}

interface Whereabouts {
  readonly form: FormParts | undefined;
  readonly kinds: readonly FormKind[];
  readonly asked: ReadonlySet<string>;
}

function placed(control: Control, { form, kinds, asked }: Whereabouts): AssessedControl {
  const isInForm = form?.controls.includes(control) === true;
  const none = { control, field: undefined, confidence: 0, isInForm };
  if (!form || !isInForm) return { ...none, why: `in another form: ${kinds[control.group] ?? "empty"}` };
  if (control.css.some((css) => asked.has(css))) return { ...none, why: "the question of a challenge" };
  const guess = fieldsOf(form)[form.controls.indexOf(control)];
  if (guess?.field === undefined || guess.confidence < SURE_ENOUGH) return { ...none, confidence: guess?.confidence ?? 0, why: guess?.field === undefined ? (guess?.why ?? "") : `not sure enough (${guess.why})` };
  return { control, field: guess.field, confidence: guess.confidence, why: guess.why, isInForm };
}

const known = new WeakMap<FormParts, ReturnType<typeof settleForm>>();

function fieldsOf(form: FormParts): ReturnType<typeof settleForm> {
  const settled = known.get(form) ?? settleForm(form.controls.map(guessField), form.controls.map(wordsOf));
  known.set(form, settled);
  return settled;
}

/** What a control is called, for people. */
export function wordsOf({ label, ariaLabel, placeholder, neighbour, name, id }: Control): string {
  return [label, ariaLabel, placeholder, neighbour, name, id].find((words) => words !== "") ?? "";
}

function formDecoys(forms: readonly FormParts[], kinds: readonly FormKind[]): Decoy[] {
  return forms.flatMap(({ group }, i) => {
    const kind = kinds[i] ?? "empty";
    return kind === "ask" || kind === "look-up" || kind === "empty" ? [] : [{ kind, css: group.css, why: `its words and place are those of a ${kind.replace("-", " ")}` }];
  });
}

const OFFER = /\b(newsletter|offers?|promotions?|marketing|updates|partners may|subscribe|boletín|ofertas|angebote|offres|promociones|novidades|offerte|aanbiedingen|nieuwsbrief)\b/i;

function controlDecoys(control: Control): Decoy[] {
  const [css = ""] = control.css;
  if (control.unseen !== "" && !["checkbox", "radio", "file", "password"].includes(control.type) && !/captcha|turnstile/i.test(`${control.name} ${control.id}`)) return [{ kind: "honeypot", css, why: `nobody sees it (${control.unseen})` }];
  if (control.type === "checkbox" && OFFER.test(wordsOf(control))) return [{ kind: "offer", css, why: "agrees to mail that nobody asked for" }];
  return /\b(leave (this|it)?( field)? ?(blank|empty)|do not fill|don't fill)/i.test(wordsOf(control)) ? [{ kind: "honeypot", css, why: "asks to be left empty" }] : [];
}
