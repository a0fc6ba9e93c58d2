export const KEPT = "data-unlist-kept";
const HIDDEN = "data-unlist-hidden";

/** In a layer, because an important rule in a layer wins over every important rule outside of one. */
const STYLE = `@layer unlist-mask {
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

interface Markable {
  readonly ownerDocument: { querySelector(css: string): unknown };
  setAttribute(name: string, value: string): void;
  scrollIntoView(options: { block: "center"; behavior: "instant" }): void;
}

/** Marks an element whose text stays; the first of them comes in sight. Runs in the page's document, beside its scripts. */
export function markKept(name: string, element: Markable): true {
  if (element.ownerDocument.querySelector(`[${name}]`) === null) element.scrollIntoView({ block: "center", behavior: "instant" });
  element.setAttribute(name, "");
  return true;
}

/**
 * Lays the style over the page as a constructed sheet, which a content security policy does not stop, then looks at the
 * result: what still has a colour (an inline \`!important\`, an earlier layer) or a closed shadow is hidden whole.
 */
export const MASK = `(() => {
  const roots = [document];
  for (const root of roots) for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
  const sheets = roots.map((root) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(STYLE)});
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return [root, sheet];
  });
  const isClear = (colour) => /^rgba\\(.*, 0\\)$/.test(colour) || colour === "transparent";
  const isBlank = (element) => {
    const style = getComputedStyle(element);
    const isPlain = style.backgroundImage === "none" && style.backgroundColor === "rgb(255, 255, 255)";
    return isClear(style.color) && isClear(style.webkitTextFillColor) && isPlain;
  };
  const mayHide = (element) => element.localName.includes("-") && !element.shadowRoot && !element.querySelector("[${KEPT}]");
  for (const root of roots) for (const element of root.querySelectorAll("*")) {
    if (element.closest("[${KEPT}]") || element === document.documentElement) continue;
    if (!isBlank(element) || mayHide(element)) element.setAttribute("${HIDDEN}", "");
  }
  globalThis[Symbol.for("unlist.mask")] = sheets;
})()`;

export const UNMASK = `(() => {
  const sheets = globalThis[Symbol.for("unlist.mask")] ?? [];
  for (const [root, sheet] of sheets) {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    for (const element of root.querySelectorAll("[${KEPT}], [${HIDDEN}]")) {
      element.removeAttribute("${KEPT}");
      element.removeAttribute("${HIDDEN}");
    }
  }
  delete globalThis[Symbol.for("unlist.mask")];
})()`;
