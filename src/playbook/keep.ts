import type { Locator as PageLocator } from "playwright";
import { PlaybookError, TransientError } from "../base/errors.ts";
import { tell, type Here } from "./attempt.ts";
import { isPageFault } from "./page-fault.ts";
import { MOST_WORDS } from "./waiting.ts";

type Kind = "listing" | "no-results" | "confirmation";

/** A thing on the page, and its words where they have been read. */
export interface Shown {
  readonly at: PageLocator;
  readonly text?: string | undefined;
}

/** Seals the text of one thing on the page and a picture with all else blank. */
export async function keepShown(here: Here, kind: Kind, shown: Shown): Promise<string> {
  const text = shown.text ?? (await unlessGone(here, shown.at.innerText())) ?? "it was on the page, and gone before it could be read";
  return keep(here, { kind, text: text.slice(0, MOST_WORDS) }, shown.at);
}

/** Seals what the attempt did and a blank picture of where it ended. */
export async function keepFailure(here: Here): Promise<string> {
  return keep(here, { kind: "failure", text: here.attempt.story.tell() });
}

async function keep(here: Here, { kind, text }: { kind: Kind | "failure"; text: string }, at?: PageLocator): Promise<string> {
  const { desk, session } = here.attempt.tools;
  return desk.keep({ kind, step: here.id, text }, () => unlessGone(here, session.capture(at)));
}

/** A page can go at any moment; what was matched on it stays matched, if with less to show for it. */
async function unlessGone<T>(here: Here, reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!isPageFault(error) && !(error instanceof TransientError) && !(error instanceof PlaybookError)) throw error;
    tell(here, "the page was gone before it could be kept");
    return undefined;
  }
}
