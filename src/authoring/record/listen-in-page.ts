import type { DomDocument, DomElement } from "../page/dom.ts";
import type { Paths } from "../page/paths.ts";

/** What of an event the page is asked for. `value` is compared in memory and dropped. */
export interface PageEvent {
  readonly kind: "fill" | "select" | "check" | "click" | "submit" | "file" | "secret";
  readonly value: string;
  /** Its label, or what stands on it, where the page has that once. */
  readonly words: string;
  readonly isInForm: boolean;
  readonly css: string;
}

interface DomEvent {
  readonly target: unknown;
  readonly submitter?: DomElement | null;
}
declare const document: DomDocument & { addEventListener(kind: string, listener: (event: DomEvent) => void, isCapturing: boolean): void };
declare const Element: new () => DomElement;

/** Runs in each page before its own scripts. Tells of what the author does, and changes nothing. */
export function listenInPage(tell: (event: PageEvent) => void, { isOne, isPassing, pathTo }: Paths): void {
  function cssOf(element: DomElement): string {
    const name = element.getAttribute("name") ?? "";
    const byName = `${element.tagName.toLowerCase()}[name="${name.replace(/["\\]/g, "\\$&")}"]`;
    return !isPassing(name) && isOne(byName) ? byName : pathTo(element);
  }

  function plain(text: string | null): string {
    return (text ?? "").replace(/\s+/g, " ").trim();
  }

  function wordsOn(element: DomElement): string {
    return plain(element.getAttribute("aria-label") ?? (element.matches("input") ? (element.getAttribute("value") ?? "") : element.textContent));
  }

  /** A label is a good name where it stands on nothing else. */
  function labelOf(element: DomElement): string {
    const [label] = element.labels ?? [];
    const words = plain(element.getAttribute("aria-label") ?? (label && !label.querySelector("select, textarea, button") ? label.textContent : ""));
    const all = [...[...document.querySelectorAll("label")].map((one) => plain(one.textContent)), ...[...document.querySelectorAll("[aria-label]")].map((one) => plain(one.getAttribute("aria-label")))];
    return words.length <= 80 && all.filter((one) => one === words).length === 1 ? words : "";
  }

  function buttonWords(element: DomElement): string {
    const words = wordsOn(element);
    const like = [...document.querySelectorAll("button, [role=button], input[type=submit], input[type=button]")].filter((one) => wordsOn(one).toLowerCase() === words.toLowerCase());
    return element.matches("a") || words.length > 80 || like.length !== 1 ? "" : words;
  }

  function send(kind: PageEvent["kind"], element: DomElement, value = ""): void {
    const isButton = kind === "click" || kind === "submit";
    tell({ kind, value, words: isButton ? buttonWords(element) : labelOf(element), isInForm: element.closest("form") !== null, css: cssOf(element) });
  }

  function changed(element: DomElement): void {
    if (element.matches("input[type=password]")) send("secret", element);
    else if (element.matches("input[type=file]")) send("file", element);
    else if (element.matches("input[type=checkbox], input[type=radio]")) send("check", element, String(element.checked));
    else if (element.matches("select")) send("select", element, [...(element.options ?? [])].find(({ value }) => value === element.value)?.text ?? "");
    else if (element.matches("input, textarea")) send("fill", element, element.value ?? "");
  }

  /** Sent by its form's submit event instead, once the browser has found it complete. */
  function sendsItsForm(element: DomElement): boolean {
    return element.form != null && element.matches("button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]");
  }

  document.addEventListener("change", ({ target }) => { if (target instanceof Element) changed(target); }, true);
  document.addEventListener("click", ({ target }) => {
    const element = target instanceof Element ? target.closest("button, a, [role=button], input[type=button], summary") : null;
    if (element && !sendsItsForm(element)) send("click", element);
  }, true);
  document.addEventListener("submit", ({ target, submitter }) => {
    if (!(target instanceof Element)) return;
    const control = submitter ?? target.querySelector("button:not([type=button]), input[type=submit]") ?? target;
    send((target.getAttribute("method") ?? "get").toLowerCase() === "post" ? "submit" : "click", control);
  }, true);
}
