import { z } from "zod";
import type { Question } from "../../browser/question.ts";
import { ControlState, knownControls, type KnownControls } from "./known-controls.ts";

/** What a form looks like just before it is sent. */
export const FormFace = z.object({
  /** The control and every filled control have the same form, lie in the same container, or have no form at all. */
  isOneForm: z.boolean(),
  hasForm: z.boolean(),
  /** Where it would go, absolute. */
  action: z.string(),
  /** Visible, enabled and not covered (by a cookie banner, say), as far as a look tells. */
  isAtHand: z.boolean(),
  /** What the filled controls show in the same moment, in their order; null for one of another document. */
  filled: z.array(ControlState.nullable()),
  /** Labels of required controls that are visible and empty. */
  emptyRequired: z.array(z.string()),
});
export type FormFace = z.infer<typeof FormFace>;

/** What of the DOM is used below. */
interface DomElement {
  readonly tagName: string;
  readonly form?: DomElement | null;
  readonly labels?: Iterable<DomElement> | null;
  readonly type?: string;
  readonly value?: string;
  readonly checked?: boolean;
  readonly name?: string;
  readonly textContent: string | null;
  closest(css: string): DomElement | null;
  matches(css: string): boolean;
  scrollIntoView(options: { block: "center"; behavior: "instant" }): void;
  getBoundingClientRect(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  contains(other: DomElement): boolean;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  checkVisibility(options: { visibilityProperty: boolean }): boolean;
  querySelectorAll(css: string): Iterable<DomElement>;
}
interface DomDocument {
  readonly baseURI: string;
  querySelectorAll(css: string): Iterable<DomElement>;
  getElementById(id: string): DomElement | null;
  elementFromPoint(x: number, y: number): DomElement | null;
}
declare const document: DomDocument;
declare const unlistControls: KnownControls<DomElement>;

/** Nodes as the controls' states name them. */
export interface FormWish {
  readonly filled: readonly string[];
  /** Given by the playbook (`submit.form`). */
  readonly container: string | null;
}

/** Asked of the control that is about to be clicked. */
export const formQuestion: Question<FormWish, FormFace> = { name: "unlist-form", work: readForm, answer: FormFace, shared: knownControls };

/** Runs in the page's document, beside its scripts. Attributes only: a field named `action` hides `form.action`. */
function readForm(wish: FormWish, control: DomElement): FormFace {
  const MAX_LABEL = 80;
  const container = wish.container === null ? null : nodeOf(wish.container);
  const asked = wish.filled.map((name) => unlistControls.named(name));
  const filled = asked.filter((element) => element !== undefined);

  function nodeOf(name: string): DomElement {
    const node = unlistControls.named(name);
    if (!node) throw new Error("the page was replaced meanwhile");
    return node;
  }

  function formOf(element: DomElement): DomElement | null {
    return element.form ?? element.closest("form");
  }

  const form = formOf(control);

  function isOneForm(): boolean {
    if (container) return container.contains(control) && filled.every((element) => container.contains(element));
    return filled.every((element) => formOf(element) === form);
  }

  function isInQuestion(element: DomElement): boolean {
    if (container?.contains(element)) return true;
    return container !== null && form === null ? false : formOf(element) === form;
  }

  function isEmpty(element: DomElement): boolean {
    if (element.type === "checkbox") return element.checked !== true;
    if (element.type === "radio") return !radiosLike(element).some((radio) => radio.checked === true);
    return (element.value ?? "").trim() === "";
  }

  function radiosLike(element: DomElement): DomElement[] {
    return [...document.querySelectorAll("input[type=radio]")].filter((radio) => radio.name === element.name && formOf(radio) === formOf(element));
  }

  function labelOf(element: DomElement): string {
    const labelled = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "");
    const own = [...(element.labels ?? [])].map((label) => label.textContent ?? "");
    const words = [own.join(" "), labelled.join(" "), ...["aria-label", "placeholder", "name", "id"].map((name) => element.getAttribute(name) ?? "")];
    const label = words.map((word) => word.replace(/[\s*\p{C}]+/gu, " ").trim()).find((word) => word !== "");
    return (label ?? "a field without a label").slice(0, MAX_LABEL);
  }

  function isAtHand(): boolean {
    control.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = control.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return top !== null && control.contains(top) && !control.matches(":disabled") && control.closest("[aria-disabled=true]") === null;
  }

  function isToken(element: DomElement): boolean {
    return /captcha-response|turnstile-response/i.test(`${element.name ?? ""} ${element.getAttribute("id") ?? ""}`);
  }

  const action = control.getAttribute("formaction") ?? form?.getAttribute("action") ?? "";
  const required = [...document.querySelectorAll("input, select, textarea")].filter(
    (element) =>
      (element.hasAttribute("required") || element.getAttribute("aria-required") === "true") &&
      isInQuestion(element) && !isToken(element) && element.checkVisibility({ visibilityProperty: true }) && isEmpty(element),
  );
  return {
    isOneForm: isOneForm(),
    hasForm: form !== null,
    action: new URL(action === "" ? document.baseURI : action, document.baseURI).href,
    isAtHand: isAtHand(),
    filled: asked.map((element) => (element ? unlistControls.stateOf(element) : null)),
    emptyRequired: [...new Set(required.map(labelOf))],
  };
}
