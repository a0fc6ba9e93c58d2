import { distance } from "fastest-levenshtein";
import { readPath } from "../../playbook/locate.ts";
import type { Draft, DraftControl } from "../draft/draft.ts";
import { normalWords } from "../words/normal-words.ts";
import type { Thing } from "./things-in-page.ts";
import type { Use } from "./uses.ts";

/** What a broken locator most likely became. */
export interface Candidate {
  readonly locator: string;
  readonly confidence: number;
  readonly why: string;
}

export interface PageAsFound {
  readonly draft: Draft;
  readonly things: readonly Thing[];
  /** Locators of other steps that still hold: those are taken. */
  readonly taken: ReadonlySet<string>;
}

/** Less alike than this and it is anything. */
const ALIKE_ENOUGH = 0.5;

/** The best candidate for a locator that the page doesn't have any more; nothing where none stands out. */
export function candidateFor(use: Use, page: PageAsFound): Candidate | undefined {
  switch (use.kind) {
    case "control":
      return byField(use, page) ?? byWords(use, controlsAsThings(page));
    case "submit":
      return page.draft.submit ? { locator: page.draft.submit.selector, confidence: page.draft.submit.confidence, why: page.draft.submit.why } : undefined;
    case "challenge": {
      const [only, ...others] = page.draft.challenges.filter(({ isShown }) => isShown);
      return only && others.length === 0 ? { locator: only.selector, confidence: 0.85, why: `the one challenge there is (${only.kind})` } : undefined;
    }
    case "box":
      return theOneBox(page) ?? byWords(use, controlsAsThings(page));
    case "rows":
      return byWords(use, page.things.filter(({ alike }) => alike > 1).map((thing) => ({ name: thing.family, words: thing.words })));
    case "button":
      return byText(use, page.things.filter(({ isButton }) => isButton)) ?? byWords(use, named(page.things.filter(({ isButton }) => isButton)));
    case "sign":
      return byText(use, page.things) ?? byWords(use, named(page.things));
  }
}

function byField({ field }: Use, { draft, taken }: PageAsFound): Candidate | undefined {
  if (field === undefined) return undefined;
  const fitting = draft.controls.filter((control) => control.field === field && !taken.has(control.css)).toSorted((a, b) => b.confidence - a.confidence);
  const [best] = fitting;
  return best && { locator: best.selector, confidence: best.confidence, why: `takes ${field} (${best.why})` };
}

function theOneBox({ draft, taken }: PageAsFound): Candidate | undefined {
  const [only, ...others] = draft.controls.filter(({ type, isRequired, isInForm, css }) => type === "checkbox" && isRequired && isInForm && !taken.has(css));
  return only && others.length === 0 ? { locator: only.selector, confidence: 0.8, why: "the one box that must be ticked" } : undefined;
}

interface Named {
  /** The locator that it would get. */
  readonly name: string;
  readonly words: string;
}

function controlsAsThings({ draft, taken }: PageAsFound): Named[] {
  return draft.controls.filter(({ isSeen, css }) => isSeen && !taken.has(css)).map((control: DraftControl) => ({ name: control.selector, words: `${control.css} ${control.label}` }));
}

function named(things: readonly Thing[]): Named[] {
  return things.filter(({ css }) => css !== "").map((thing) => ({ name: thing.css, words: thing.words }));
}

/** Of those with words in common the one that stands out. */
function byWords(use: Use, things: readonly Named[]): Candidate | undefined {
  const wanted = wordsOf(use.locator);
  const ranked = things.map(({ name, words }) => ({ name, likeness: likeness(wanted, normalWords(words)) })).filter(({ likeness: degree }) => degree >= ALIKE_ENOUGH).toSorted((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  const rival = ranked.find(({ name }) => name !== best?.name);
  if (!best || best.likeness === rival?.likeness) return undefined;
  return { locator: best.name, confidence: Math.round(best.likeness * 70) / 100, why: "is called nearly the same" };
}

/** A sign by its words, or a control by what stands on it: the text that is nearest to it, letter by letter. */
function byText({ locator }: Use, things: readonly Thing[]): Candidate | undefined {
  const wanted = textIn(locator);
  if (wanted === undefined) return undefined;
  const ranked = things
    .filter(({ text }) => text !== "")
    .map((thing) => ({ thing, likeness: 1 - distance(wanted.toLowerCase(), thing.text.toLowerCase()) / Math.max(wanted.length, thing.text.length) }))
    .toSorted((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  if (!best || best.likeness < ALIKE_ENOUGH) return undefined;
  const { thing, likeness: degree } = best;
  return { locator: locator.startsWith("role=") ? `role=button[name="${thing.text}"]` : `text=${thing.text}`, confidence: Math.round(degree * 90) / 100, why: "says nearly the same" };
}

function textIn(locator: string): string | undefined {
  const { engine, text } = readPath(locator);
  if (engine === "text") return text.replace(/^"(.*)"$/, "$1");
  if (engine === "role") return /\[name="([^"]*)"\]/.exec(text)?.[1];
  return engine === "xpath" ? /'([^']{3,})'\)?\]?[^']*$/.exec(text)?.[1] : undefined;
}

const OF_THE_LANGUAGE = new Set(["div", "span", "input", "button", "select", "form", "section", "label", "type", "name", "class", "id", "contains", "text", "normalize", "space", "and", "or", "not", "role", "submit", "css", "xpath", "nth", "of", "h", "li", "ul", "a", "p", "x"]);

function wordsOf(locator: string): string[] {
  return normalWords(locator).filter((word) => !OF_THE_LANGUAGE.has(word) && !/^\d+$/.test(word));
}

/** How many of the words wanted are there, less what else is there. */
function likeness(wanted: readonly string[], there: readonly string[]): number {
  const found = new Set(there);
  const shared = wanted.filter((word) => found.has(word)).length;
  const extra = [...found].filter((word) => !wanted.includes(word) && !OF_THE_LANGUAGE.has(word)).length;
  return wanted.length === 0 ? 0 : Math.max(0, shared / wanted.length - Math.min(0.2, extra * 0.04));
}
