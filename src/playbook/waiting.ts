import type { Locator as PageLocator } from "playwright";
import { z } from "zod";
import { InterruptedError, UnlistError } from "../base/errors.ts";
import { ask, type Question } from "../browser/question.ts";

/** Runs in the page's document, beside its scripts. A drawing has words as well, if no `innerText`. */
function readWords(most: number, element: { readonly innerText?: string; readonly textContent: string | null }): string {
  return (element.innerText ?? element.textContent ?? "").slice(0, most);
}

/** What it says, in the same look that finds it there: `waitFor` would make a handle of it, which costs two round trips more. */
export const saidQuestion: Question<number, string> = { name: "unlist-said", work: readWords, answer: z.string() };

/** In characters; more of it is never kept. */
export const MOST_WORDS = 2_000;

/** The result of `work`, unless the signal ends the wait first. The page itself is closed by whoever opened it. */
export async function abortable<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const end = (): void => reject(reasonOf(signal));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { signal: stop.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop.abort();
  }
}

/** The words of the first such thing that shows before the time is over. */
export async function saidBy(thing: PageLocator, timeoutMs: number): Promise<string | undefined> {
  const said = await sole(ask(thing.first(), saidQuestion, { input: MOST_WORDS, timeoutMs: enough(timeoutMs) }));
  return typeof said === "object" ? said.one : undefined;
}

/** Whether the thing shows before the time is over. */
export async function shows(thing: PageLocator, timeoutMs: number): Promise<boolean> {
  return (await saidBy(thing, timeoutMs)) !== undefined;
}

/** What a wait for one thing comes to. Playwright refuses to choose among several, so nobody has to count them. */
export async function sole<T>(wait: Promise<T>): Promise<{ readonly one: T } | "none" | "several"> {
  try {
    return { one: await wait };
  } catch (error) {
    if (isTimeout(error)) return "none";
    if (error instanceof Error && error.message.includes("strict mode violation")) return "several";
    throw error;
  }
}

/** Whether the thing is gone before the time is over. */
export async function goes(thing: PageLocator, timeoutMs: number): Promise<boolean> {
  return inTime(thing.first().waitFor({ state: "detached", timeout: enough(timeoutMs) }));
}

/** False when Playwright's own deadline ended the wait; any other failure is still one. */
export async function inTime(wait: Promise<unknown>): Promise<boolean> {
  try {
    await wait;
    return true;
  } catch (error) {
    if (isTimeout(error)) return false;
    throw error;
  }
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

export function reasonOf(signal: AbortSignal): UnlistError {
  return signal.reason instanceof UnlistError ? signal.reason : new InterruptedError("the attempt was stopped", { cause: signal.reason });
}

/**
 * Playwright reads 0 as "for ever", and below this it asks again without a pause: on a page that is going elsewhere at that
 * moment it then never comes to its own deadline, nor to anything else (measured, 1.65).
 */
const SHORTEST_MS = 100;

export function enough(timeoutMs: number): number {
  return Math.max(SHORTEST_MS, timeoutMs);
}
