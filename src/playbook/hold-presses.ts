import type { Locator as PageLocator } from "playwright";
import { ask, askPage } from "../browser/question.ts";
import { tell, type Here } from "./attempt.ts";
import { pressesQuestion } from "./controls/presses.ts";
import { visible } from "./locate.ts";
import { isPageFault } from "./page-fault.ts";

const ANSWERS_WITHIN_MS = 2_000;

/**
 * From now on what somebody presses to send the form is held back. Says whether they did since it was asked last: the button that
 * the playbook is about to press, where it is on the page already; else any form's.
 */
export async function holdPresses(here: Here, button = buttonToCome(here)): Promise<boolean> {
  const { page } = here.attempt.tools.session;
  if (button && (await button.count()) === 1) return ask(button, pressesQuestion, { input: { isHeld: true }, timeoutMs: ANSWERS_WITHIN_MS });
  return askPage(page, pressesQuestion, { isHeld: true });
}

/** The page hears of presses again: the next one is the playbook's own. */
export async function hearPresses(here: Here): Promise<void> {
  try {
    await askPage(here.attempt.tools.session.page, pressesQuestion, { isHeld: false });
  } catch (error) {
    if (!isPageFault(error)) throw error;
    tell(here, "the page was gone before it was let go");
  }
}

function buttonToCome({ attempt, rest }: Here): PageLocator | undefined {
  const end = rest.findIndex((step) => "goto" in step || "email" in step);
  const submit = rest.slice(0, end === -1 ? rest.length : end).find((step) => "submit" in step);
  const isPlain = submit && "submit" in submit && submit.submit.in === undefined;
  return isPlain ? visible(attempt.tools.session.page, submit.submit.click) : undefined;
}
