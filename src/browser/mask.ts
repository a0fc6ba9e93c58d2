import { z } from "zod";
import type { Question, Shared } from "./question.ts";

const KEPT = "data-unlist-kept";
const HIDDEN = "data-unlist-hidden";
const DONE = z.literal(true);

const laidMask: Shared = { name: "unlistMask", make: (): Laid => ({ sheets: [], hidden: [] }) };

export const MARKS = { kept: KEPT, hidden: HIDDEN };
export const keepQuestion: Question<Marks, true> = { name: "unlist-keep", work: markKept, answer: DONE };
export const maskQuestion: Question<Marks & { style: string }, true> = { name: "unlist-mask", work: layMask, answer: DONE, shared: laidMask };
export const unmaskQuestion: Question<Marks, boolean> = { name: "unlist-unmask", work: liftMask, answer: z.boolean(), shared: laidMask };

/** In a layer, because an important rule in a layer wins over every important rule outside of one. */
export const STYLE = `@layer unlist-mask {
  *, *::first-line, *::first-letter, *::placeholder, *::selection {
    color: transparent !important;
    -webkit-text-fill-color: transparent !important;
    -webkit-text-stroke-color: transparent !important;
  }
  * {
    background: #fff !important; border-color: #ccc !important; border-image: none !important; outline-color: transparent !important;
    box-shadow: none !important; text-shadow: none !important; text-decoration-color: transparent !important;
    text-emphasis-color: transparent !important; list-style: none !important; column-rule-color: transparent !important;
    filter: none !important; backdrop-filter: none !important; mask: none !important; -webkit-box-reflect: none !important;
    transition: none !important; animation: none !important; scrollbar-color: #ccc #fff !important;
  }
  *::before, *::after, *::marker, *::backdrop { content: none !important; background: #fff !important; }
  img, picture, video, audio, canvas, svg, math, iframe, frame, object, embed, input, textarea, select, meter, progress, [${HIDDEN}] {
    opacity: 0 !important;
  }
  [${KEPT}], [${KEPT}] * { color: #000 !important; -webkit-text-fill-color: #000 !important; }
}`;

/** What of the DOM is used below; all of it runs in the page's document, beside its scripts. */
interface Marks {
  readonly kept: string;
  readonly hidden: string;
}
interface Root {
  adoptedStyleSheets: readonly unknown[];
  querySelectorAll(css: string): Iterable<DomElement>;
}
interface DomElement {
  readonly localName: string;
  readonly shadowRoot: Root | null;
  readonly ownerDocument: { querySelector(css: string): unknown };
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  hasAttribute(name: string): boolean;
  closest(css: string): unknown;
  querySelector(css: string): unknown;
  scrollIntoView(options: { block: "center"; behavior: "instant" }): void;
}
interface Style {
  readonly color: string;
  readonly webkitTextFillColor: string;
  readonly backgroundColor: string;
  readonly backgroundImage: string;
}
declare const document: Root & { readonly documentElement: DomElement };
declare const CSSStyleSheet: new () => { replaceSync(css: string): void };
declare function getComputedStyle(element: DomElement): Style;
interface Laid {
  sheets: readonly { readonly root: Root; readonly sheet: unknown }[];
  hidden: readonly DomElement[];
}
declare const unlistMask: Laid;

/** Marks an element whose text stays; the first of them comes in sight. */
function markKept({ kept }: Marks, element: DomElement): true {
  if (element.ownerDocument.querySelector(`[${kept}]`) === null) element.scrollIntoView({ block: "center", behavior: "instant" });
  element.setAttribute(kept, "");
  return true;
}

/**
 * Lays the style over the page as a constructed sheet, which a content security policy does not stop, then looks at the
 * result: what still has a colour (an inline `!important`, an earlier layer) or a closed shadow is hidden whole.
 */
function layMask({ kept, hidden, style }: Marks & { style: string }): true {
  const roots: Root[] = [document];
  for (const root of roots) for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) roots.push(shadowRoot);
  const laid = roots.map((root) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return { root, sheet };
  });
  const isClear = (colour: string): boolean => /^rgba\(.*, 0\)$/.test(colour) || colour === "transparent";
  const isBlank = (element: DomElement): boolean => {
    const { color, webkitTextFillColor, backgroundColor, backgroundImage } = getComputedStyle(element);
    return isClear(color) && isClear(webkitTextFillColor) && backgroundImage === "none" && backgroundColor === "rgb(255, 255, 255)";
  };
  const mayHide = (element: DomElement): boolean => element.localName.includes("-") && !element.shadowRoot && element.querySelector(`[${kept}]`) === null;
  const masked = roots.flatMap((root) => [...root.querySelectorAll("*")]).filter((element) => element.closest(`[${kept}]`) === null && element !== document.documentElement);
  unlistMask.hidden = masked.filter((element) => !isBlank(element) || mayHide(element));
  for (const element of unlistMask.hidden) element.setAttribute(hidden, "");
  unlistMask.sheets = laid;
  return true;
}

/** Takes the mask off, and says whether all of it was still there: a page's scripts see what is laid over it, and go on. */
function liftMask({ kept, hidden }: Marks): boolean {
  const { sheets } = unlistMask;
  const wasWhole = sheets.length > 0 && sheets.every(({ root, sheet }) => root.adoptedStyleSheets.includes(sheet)) && unlistMask.hidden.every((element) => element.hasAttribute(hidden));
  for (const { root, sheet } of sheets) {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    for (const element of root.querySelectorAll(`[${kept}], [${hidden}]`)) {
      element.removeAttribute(kept);
      element.removeAttribute(hidden);
    }
  }
  [unlistMask.sheets, unlistMask.hidden] = [[], []];
  return wasWhole;
}
