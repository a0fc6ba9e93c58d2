import type { Clock } from "../../base/clock.ts";
import { UnlistError } from "../../base/errors.ts";
import { isMissing, type Files } from "../../base/files.ts";
import type { Browsers } from "../../browser/session.ts";
import { rebuilt } from "../../browser/playwright-errors.ts";
import { liveAddress, withLivePage } from "../page/live-page.ts";
import { SavedPages } from "../page/saved-pages.ts";
import { draftOf, type Draft } from "./draft.ts";

export interface DraftTools {
  readonly browsers: Browsers;
  readonly files: Files;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  /** Pages at work at the same time. */
  readonly concurrency: number;
  readonly onDone: (done: number, of: number) => void;
}

export interface Drafted {
  /** As it was named. */
  readonly file: string;
  readonly draft: Draft | undefined;
  /** Why there is none. */
  readonly fault: string | undefined;
}

/** Drafts every page that was named, in the order they were named; one that can't be read doesn't stop the others. */
export async function draftAll(names: readonly string[], tools: DraftTools): Promise<Drafted[]> {
  const results: Drafted[] = [];
  const waiting = [...names.entries()];
  let done = 0;
  async function work(): Promise<void> {
    await using pages = new SavedPages(tools);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, file] = next;
      results[index] = await draftOne(file, pages, tools);
      tools.onDone((done += 1), names.length);
    }
  }
  await Promise.all(Array.from({ length: Math.min(tools.concurrency, names.length) }, work));
  return results;
}

async function draftOne(file: string, pages: SavedPages, tools: DraftTools): Promise<Drafted> {
  tools.signal.throwIfAborted();
  try {
    return { file, draft: isAddress(file) ? await withLivePage(liveAddress(file), tools, draftOf) : await draftFile(file, pages, tools), fault: undefined };
  } catch (error) {
    tools.signal.throwIfAborted();
    const ours = error instanceof UnlistError ? error : rebuilt(error, "reading the page");
    return { file, draft: undefined, fault: ours.message };
  }
}

async function draftFile(file: string, pages: SavedPages, { files }: DraftTools): Promise<Draft> {
  const html = await files.read(file).catch(isMissing);
  if (html === false) throw new UnlistError("there is no such file");
  return pages.show(html, draftOf);
}

export function isAddress(name: string): boolean {
  return /^https?:\/\//i.test(name);
}
