import { z } from "zod";
import type { DomDocument, DomElement, DomEscape } from "../page/dom.ts";
import type { Paths } from "../page/paths.ts";

/** Something on a page that a locator may have meant. */
export const Thing = z.object({
  css: z.string(),
  /** Id, classes, name, role and label, as written. */
  words: z.string(),
  text: z.string(),
  isButton: z.boolean(),
  /** How many like it (tag and class) the page has. */
  alike: z.int(),
  /** CSS of all that are like it. */
  family: z.string(),
});
export type Thing = z.infer<typeof Thing>;

declare const document: DomDocument;
declare const CSS: DomEscape;
declare const unlistPaths: Paths;

/** Runs in the page, so it may use nothing from outside itself. Everything that shows and has a name of any kind. */
export function thingsInPage({ most, mostText }: { most: number; mostText: number }): Thing[] {
  function familyOf(element: DomElement): string {
    const classes = (element.getAttribute("class") ?? "").split(/\s+/).filter((word) => /^[a-zA-Z][\w-]*$/.test(word)).slice(0, 3);
    const role = element.getAttribute("role");
    return `${element.tagName.toLowerCase()}${classes.map((word) => `.${CSS.escape(word)}`).join("")}${role === null ? "" : `[role="${CSS.escape(role)}"]`}`;
  }

  function cssOf(element: DomElement, family: string): string {
    const byId = `#${CSS.escape(element.id)}`;
    if (!unlistPaths.isPassing(element.id) && unlistPaths.isOne(byId)) return byId;
    return unlistPaths.isOne(family) ? family : "";
  }

  function read(element: DomElement): Thing[] {
    const words = ["id", "class", "name", "role", "aria-label", "title", "type"].map((name) => element.getAttribute(name) ?? "").join(" ").replace(/\s+/g, " ").trim();
    const text = (element.textContent ?? "").replace(/[\s\p{C}]+/gu, " ").trim();
    const isButton = element.matches("button, a, [role=button], input[type=submit], input[type=button]");
    if ((words === "" && text.length > mostText) || !element.checkVisibility({ visibilityProperty: true })) return [];
    const family = familyOf(element);
    return [{ css: cssOf(element, family), words, text: text.slice(0, mostText), isButton, alike: document.querySelectorAll(family).length, family }];
  }

  const skipped = "script, style, noscript, template, option, head, head *, html, body, svg *";
  return [...document.querySelectorAll("*")].filter((element) => !element.matches(skipped)).slice(0, most).flatMap(read);
}
