import { TransientError } from "../base/errors.ts";
import { broken, tell, type Here } from "./attempt.ts";
import type { Outcome } from "./outcome.ts";
import { isTimeout, reasonOf } from "./waiting.ts";

const FROM_PLAYWRIGHT = /^(locator|page|frame|elementHandle|jsHandle|keyboard|cdpSession|browserContext)\.\w+: /i;
const SELECTOR = /not a valid (selector|xpath)|Failed to execute '(querySelector|evaluate)|Unexpected token .* while parsing|Unknown engine/i;
/** In the first line only: the call log below it speaks of navigations on any failed click. */
const GONE = /^[^\n]*(has been closed|crashed|Execution context was destroyed|Cannot find context|frame was detached|because of a navigation|net::ERR_)/i;

/**
 * What an error of Playwright amounts to. Its words are dropped: they quote what was typed, and addresses with names in
 * them (measured: `fill` on a disabled field, `getByText`, `goto`). Anything else is thrown on as it is.
 */
export function pageFault(error: unknown, here: Here): Outcome {
  const { signal } = here.attempt.tools;
  if (signal.aborted) throw reasonOf(signal);
  if (isTimeout(error)) return broken(here, "timeout");
  if (!(error instanceof Error) || !FROM_PLAYWRIGHT.test(error.message)) throw error;
  if (SELECTOR.test(error.message)) return broken(here, "locator-invalid");
  if (GONE.test(error.message)) {
    tell(here, "the page went away");
    throw new TransientError(`${here.attempt.job.playbook.place(here.id)} ${here.id}: the page went away`);
  }
  return broken(here, "page-error");
}

export function isPageFault(error: unknown): boolean {
  return isTimeout(error) || (error instanceof Error && FROM_PLAYWRIGHT.test(error.message));
}
