import type { DomDocument, DomElement, DomEscape, DomNode, DomStyle } from "./dom.ts";
import type { Button, Control, Group, PageFace } from "./page-face.ts";
import type { Paths } from "./paths.ts";

declare const document: DomDocument;
declare const CSS: DomEscape;
declare const unlistPaths: Paths;
declare const Node: { readonly TEXT_NODE: number; readonly ELEMENT_NODE: number };
declare function getComputedStyle(element: DomElement): DomStyle;

/** Runs in the page, so it may use nothing from outside itself. */
export function faceInPage({ mostControls, mostText }: { mostControls: number; mostText: number }): PageFace {
  const { isOne, isPassing, pathTo } = unlistPaths;
  const ASIDES = "dialog, [role=dialog], [role=search], nav, header, footer, aside, [class*=newsletter i], [class*=subscri i], [class*=cookie i], [id*=cookie i], [class*=consent i], [id*=consent i], [class*=login i], [id*=newsletter i]";
  const NO_WORDS = "script, style, noscript, template, select, textarea, button";
  const SHOWN_BY_ITS_LABEL = ["checkbox", "radio", "file"];

  function isElement(node: DomNode): node is DomElement {
    return node.nodeType === Node.ELEMENT_NODE;
  }

  /** Text without what scripts, options and buttons say. */
  function textOf(node: DomNode): string {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
    if (!isElement(node) || node.matches(NO_WORDS)) return "";
    return [...node.childNodes].map(textOf).join(isElement(node) && node.matches("span, b, i, em, strong, a, sup, abbr, small, font") ? "" : " ");
  }

  function words(text: string | null, most = 200): string {
    return (text ?? "").replace(/[\s\p{C}]+/gu, " ").trim().slice(0, most);
  }

  function cssOf(element: DomElement): string[] {
    const tag = element.tagName.toLowerCase();
    const name = element.getAttribute("name") ?? "";
    const byName = isPassing(name) ? [] : [`${tag}[name="${name.replace(/["\\]/g, "\\$&")}"]`];
    const byId = isPassing(element.id) ? [] : [`#${CSS.escape(element.id)}`];
    return [...byName, ...byId].filter(isOne).concat(pathTo(element));
  }

  function labelOf(element: DomElement): string {
    const named = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
    const own = [...(element.labels ?? [])];
    return words([...own, ...named].map((label) => (label ? textOf(label) : "")).join(" "));
  }

  function holdsControl(node: DomNode): boolean {
    return isElement(node) && (node.matches("input:not([type=hidden]), select, textarea") || node.querySelector("input:not([type=hidden]), select, textarea") !== null);
  }

  /** The nearest text on one side, up to the next control and three levels out. */
  function textBeside(element: DomElement, side: "previousSibling" | "nextSibling"): string {
    let at: DomElement | null = element;
    for (let level = 0; at && level < 3 && !at.matches("form, body"); level++, at = at.parentElement) {
      for (let near = at[side]; near; near = near[side]) {
        if (holdsControl(near)) return "";
        const text = words(textOf(near));
        if (text !== "") return text;
      }
    }
    return "";
  }

  function isBox(element: DomElement): boolean {
    return ["checkbox", "radio"].includes(element.type ?? "");
  }

  function isClipped(element: DomElement): boolean {
    const { clip, clipPath } = getComputedStyle(element);
    return /^rect\(([01](px)?,? ?){4}\)$/.test(clip) || /^inset\((50|100)%/.test(clipPath) || clipPath === "circle(0px)";
  }

  /** Why nobody sees a control. A box, or a file's button, may be drawn by its label instead. */
  function unseen(element: DomElement): string {
    const { x, y, width, height, right, bottom } = element.getBoundingClientRect();
    const isDrawnByLabel = SHOWN_BY_ITS_LABEL.includes(element.type ?? "") && [...(element.labels ?? [])].some((label) => label.checkVisibility({ visibilityProperty: true }) && label.getBoundingClientRect().width > 2);
    if (isDrawnByLabel) return "";
    if (!element.checkVisibility({ visibilityProperty: true })) return "hidden";
    if (right <= 0 || bottom + scrolled() <= 0 || x > 8_000 || y > 100_000) return "off the page";
    if (width <= 2 || height <= 2) return "no size";
    for (let at: DomElement | null = element; at; at = at.parentElement) {
      if (Number(getComputedStyle(at).opacity) < 0.05) return "transparent";
      if (isClipped(at)) return "clipped away";
      const box = at.getBoundingClientRect();
      if ((box.width <= 2 || box.height <= 2) && at !== element && getComputedStyle(at).overflow === "hidden") return "no size";
    }
    return element.getAttribute("tabindex") === "-1" && element.closest("[aria-hidden=true]") ? "hidden from people" : "";
  }

  function scrolled(): number {
    return -document.documentElement.getBoundingClientRect().y;
  }

  const holders: DomElement[] = [];
  function groupOf(element: DomElement): number {
    const holder = element.form ?? element.closest("form") ?? element.closest(ASIDES) ?? document.body ?? document.documentElement;
    if (!holders.includes(holder)) holders.push(holder);
    return holders.indexOf(holder);
  }

  function surroundings(element: DomElement): string {
    const near: string[] = [];
    let at: DomElement | null = element;
    for (let level = 0; at && level < 4 && !at.matches("html, body, main"); level++, at = at.parentElement) {
      near.push(at.tagName.toLowerCase(), ...["class", "id", "role", "aria-label", "name"].map((name) => at?.getAttribute(name) ?? ""));
    }
    return words(near.join(" "), 600);
  }

  /** The heading inside a form, or the last one before it. */
  function headingOf(holder: DomElement): string {
    const inside = holder.querySelector("h1, h2, h3, legend");
    if (inside && holder !== document.body) return words(textOf(inside));
    for (let at: DomElement | null = holder; at; at = at.parentElement) {
      for (let near = at.previousElementSibling; near; near = near.previousElementSibling) {
        const heading = near.matches("h1, h2, h3, h4") ? near : [...near.querySelectorAll("h1, h2, h3")].at(-1);
        if (heading) return words(textOf(heading));
      }
    }
    return words(document.querySelector("h1")?.textContent ?? "");
  }

  function readGroup(holder: DomElement): Group {
    const isForm = holder.matches("form");
    const action = holder.getAttribute("action") ?? "";
    const url = isForm && URL.canParse(action, document.baseURI) ? new URL(action, document.baseURI).href : "";
    return {
      css: pathTo(holder), isForm, action: action === "" ? "" : url, method: (holder.getAttribute("method") ?? "get").toLowerCase(),
      surroundings: surroundings(holder), heading: headingOf(holder), text: words(textOf(holder), mostText),
    };
  }

  function isMarkedRequired(element: DomElement, label: string): boolean {
    if (/\(?\b(optional|opcional|facultatif|facoltativo|optioneel|freiwillig)\b/i.test(label)) return false;
    const isSaid = /\*|\b(required|obligatori[oa]|obligatoire|pflichtfeld|erforderlich|obrigat[oó]ri[oa]|obbligatori[oa]|verplicht)\b/i.test(label);
    return isSaid || element.hasAttribute("required") || element.getAttribute("aria-required") === "true" || element.closest(".required") !== null;
  }

  function readControl(element: DomElement): Control {
    const label = labelOf(element);
    const attribute = (name: string): string => words(element.getAttribute(name));
    const neighbour = textBeside(element, isBox(element) ? "nextSibling" : "previousSibling");
    return {
      tag: element.matches("select") ? "select" : element.matches("textarea") ? "textarea" : "input",
      type: element.matches("input") ? (element.type ?? "text") : "",
      name: attribute("name"), id: words(element.id), autocomplete: attribute("autocomplete"), placeholder: attribute("placeholder"),
      label, ariaLabel: attribute("aria-label"), neighbour,
      options: [...(element.options ?? [])].slice(0, 80).map(({ text }) => words(text, 60)),
      isRequired: isMarkedRequired(element, label === "" ? `${neighbour} ${attribute("placeholder")}` : label),
      unseen: unseen(element), group: groupOf(element), css: cssOf(element),
    };
  }

  function readButton(element: DomElement): Button {
    const isInput = element.matches("input");
    const text = isInput ? (element.getAttribute("value") ?? element.getAttribute("alt") ?? "") : element.textContent;
    return {
      text: words(element.getAttribute("aria-label") ?? text, 120),
      isSubmit: element.matches("button:not([type]), button[type=submit], input[type=submit], input[type=image], button[type='']"),
      isButton: element.matches("button, input, [role=button]"),
      unseen: unseen(element), group: groupOf(element), css: cssOf(element),
    };
  }

  const controls = [...document.querySelectorAll("input, select, textarea")].filter((element) => !["hidden", "submit", "button", "image", "reset"].includes(element.type ?? "")).slice(0, mostControls).map(readControl);
  const buttons = [...document.querySelectorAll("button, input[type=submit], input[type=button], input[type=image], [role=button], a.btn, a.button")].slice(0, mostControls).map(readButton);
  const saved = [...document.childNodes].find((node) => /saved from url=/.test(node.textContent ?? ""))?.textContent ?? "";
  const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? document.querySelector("meta[property='og:url']")?.getAttribute("content");
  return {
    title: words(document.title), baseUrl: document.baseURI, controls, buttons, groups: holders.map(readGroup),
    sourceUrl: words(canonical ?? /saved from url=\(\d+\)(\S+)/.exec(saved)?.[1] ?? "", 500),
  };
}
