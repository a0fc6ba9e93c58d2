import type { Shared } from "../../browser/question.ts";
import type { DomDocument, DomElement, DomEscape } from "./dom.ts";

/** CSS for an element of a page that is read or recorded. */
export interface Paths {
  readonly isOne: (css: string) => boolean;
  /** Made anew by each build or each visit, so no good for next month. */
  readonly isPassing: (name: string) => boolean;
  /** Names it and nothing else: by its id, or by the way down from the nearest parent that has one. */
  readonly pathTo: (element: DomElement) => string;
}

export const paths: Shared = { name: "unlistPaths", make: makePaths };

declare const document: DomDocument;
declare const CSS: DomEscape;

/** Runs in the page, so it may use nothing from outside itself. */
export function makePaths(): Paths {
  function isOne(css: string): boolean {
    return document.querySelectorAll(css).length === 1;
  }

  function isPassing(name: string): boolean {
    return name === "" || /\d{4,}|[0-9a-f]{8,}|^:|^(ember|react|mui|headlessui|radix|mat-input)[-_:]?/i.test(name);
  }

  function pathTo(element: DomElement): string {
    if (!isPassing(element.id) && isOne(`#${CSS.escape(element.id)}`)) return `#${CSS.escape(element.id)}`;
    const parent = element.parentElement;
    const tag = element.tagName.toLowerCase();
    if (!parent || tag === "body") return tag;
    const like = [...parent.children].filter((child) => child.tagName === element.tagName);
    return `${pathTo(parent)} > ${tag}${like.length > 1 ? `:nth-of-type(${like.indexOf(element) + 1})` : ""}`;
  }

  return { isOne, isPassing, pathTo };
}
