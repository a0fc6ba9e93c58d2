import type { Page } from "playwright";
import { z } from "zod";
import { askPage, type Question } from "../../browser/question.ts";

export const wayOnQuestion: Question<readonly string[], boolean> = { name: "unlist-way-on", work: hasWayOn, answer: z.boolean() };

/** Whether the list goes on elsewhere: a way to a next page stands on this one. What isn't on one page may be on the next. */
export async function showsMore(page: Page): Promise<boolean> {
  return askPage(page, wayOnQuestion, WORDS);
}

/** Whole words of the link or button, in small letters; in passing ("next steps") they mean something else. */
const WORDS: readonly string[] = ["next", "next page", "next ›", "next »", "next >", "next →", "›", "»", "load more", "load more results", "show more results", "more results", "view more results", "see more results"];

/** What of the DOM is used below. */
interface DomElement {
  readonly innerText?: string;
  getAttribute(name: string): string | null;
  closest(css: string): DomElement | null;
  checkVisibility(options: { visibilityProperty: boolean }): boolean;
}
interface DomDocument {
  querySelectorAll(css: string): Iterable<DomElement>;
}
declare const document: DomDocument;

/** Runs in the page's document, beside its scripts. */
function hasWayOn(words: readonly string[]): boolean {
  function isDead(element: DomElement): boolean {
    return element.closest("[disabled], [aria-disabled=true], .disabled") !== null || !element.checkVisibility({ visibilityProperty: true });
  }
  function leadsOn(element: DomElement): boolean {
    if ((element.getAttribute("rel") ?? "").toLowerCase().split(" ").includes("next")) return true;
    return [element.innerText, element.getAttribute("aria-label")].some((text) => words.includes((text ?? "").trim().toLowerCase().replace(/\s+/g, " ")));
  }
  return [...document.querySelectorAll("a[href], button, [role=button], [role=link]")].some((element) => leadsOn(element) && !isDead(element));
}
