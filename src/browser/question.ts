import { selectors, type Locator, type Page } from "playwright";
import { z } from "zod";
import { PlaybookError } from "../base/errors.ts";

/**
 * Something to ask an element, or a page by its root. `work` is sent as text, so it may use nothing but its arguments and
 * the document. It runs in the world that Playwright keeps beside the page's scripts: a page that patches
 * `Array.prototype` or `querySelector` (some old libraries do) changes nothing for us, and sees nothing of it.
 */
export interface Question<Input, Answer> {
  /** Letters and hyphens; one name, one question in the whole process. */
  readonly name: string;
  readonly work: (input: Input, element: never) => Answer;
  readonly answer: z.ZodType<Answer>;
  /** What it has in common with other questions. */
  readonly shared?: Shared;
}

/** Made once in each document, and there by its name in every question that shares it. `make` is sent as text, like `work`. */
export interface Shared {
  readonly name: string;
  readonly make: () => unknown;
}

/** What an element must be for a locator to find it, judged in the very look that finds it and every time it is looked for. */
export interface Sieve<Input> {
  readonly name: string;
  readonly keeps: (input: Input, element: never) => boolean;
  readonly shared?: Shared;
}

/** What of a question the browser must know beforehand. */
export type Teachable = Pick<Question<never, unknown>, "name" | "work" | "shared"> | Sieve<never>;

const Slip = z.object({ said: z.unknown().optional() });
const PAGE_ANSWERS_WITHIN_MS = 15_000;

const taught = new Map<string, Promise<void>>();

/** Must be done before a page is opened: each page gets to know the questions when it loads. */
export async function teach(questions: readonly Teachable[]): Promise<void> {
  await Promise.all(questions.map(teachOnce));
}

function teachOnce(question: Teachable): Promise<void> {
  const content = "keeps" in question ? engineOfSieve(question) : engineAround(question);
  const known = taught.get(question.name) ?? selectors.register(question.name, { content }, { contentScript: true });
  taught.set(question.name, known);
  return known;
}

/**
 * A selector engine that finds an element which says the answer. This way a question costs one round trip, waits for
 * its element as every locator does, and needs no handle: for a handle Playwright loads its whole toolbox into the page's own
 * world (measured: that made a flow a fifth slower).
 */
function engineAround({ work, shared }: Pick<Question<never, unknown>, "work" | "shared">): string {
  return `(() => {
    ${sourceOf(shared)}
    const work = ${work.toString()};
    const answer = (element, input) => {
      try { return { said: work(JSON.parse(decodeURIComponent(input)), element) }; } catch { return {}; }
    };
    const queryAll = (element, input) => {
      const slip = document.createElement("i");
      slip.textContent = JSON.stringify(answer(element, input));
      return [slip];
    };
    return { queryAll, query: (element, input) => queryAll(element, input)[0] };
  })()`;
}

/** A selector engine that finds the very element it is asked of, or nothing. What can't be judged is not kept. */
function engineOfSieve({ keeps, shared }: Sieve<never>): string {
  return `(() => {
    ${sourceOf(shared)}
    const keeps = ${keeps.toString()};
    const queryAll = (element, input) => {
      try { return keeps(JSON.parse(decodeURIComponent(input)), element) ? [element] : []; } catch { return []; }
    };
    return { queryAll, query: (element, input) => queryAll(element, input)[0] };
  })()`;
}

function sourceOf(shared: Shared | undefined): string {
  return shared ? `globalThis.${shared.name} ??= (${shared.make.toString()})();` : "";
}

/** Those of `of` that the sieve keeps. */
export function sieved<Input>(of: Locator, { name }: Pick<Sieve<Input>, "name">, input: Input): Locator {
  return of.locator(selectorOf(name, input));
}

/** Waits for the one element that `of` names and asks it. Two of them are refused, as by every locator. */
export async function ask<Input, Answer>(of: Locator, question: Question<Input, Answer>, wish: { input: Input; timeoutMs: number }): Promise<Answer> {
  return understood((await slips(of, question, wish.input).textContent({ timeout: wish.timeoutMs })) ?? "{}", question);
}

/** For questions about the whole page. A page that is on its way answers when it has come. */
export async function askPage<Input, Answer>(page: Page, question: Question<Input, Answer>, input: Input): Promise<Answer> {
  return ask(page.locator(":root"), question, { input, timeoutMs: PAGE_ANSWERS_WITHIN_MS });
}

/**
 * Has the work done on each that is there now, waits for none, and says how many they were. Their answers are not read:
 * `allTextContents` would go through the page's own world.
 */
export async function doOnAll<Input>(of: Locator, question: Question<Input, unknown>, input: Input): Promise<number> {
  return slips(of, question, input).count();
}

function slips<Input>(of: Locator, { name }: Pick<Question<Input, unknown>, "name">, input: Input): Locator {
  return of.locator(selectorOf(name, input));
}

function selectorOf(name: string, input: unknown): string {
  return `${name}=${encodeURIComponent(JSON.stringify(input)).replaceAll("'", "%27")}`;
}

function understood<Answer>(slip: string, { answer }: Pick<Question<never, Answer>, "answer">): Answer {
  const { said } = Slip.parse(JSON.parse(slip));
  // The page's own words stay out of the message.
  if (said === undefined) throw new PlaybookError("a locator can't be followed on the page", { hint: "extract takes plain CSS or XPath" });
  return answer.parse(said);
}
