import { DAY_MS, HOUR_MS, after, toMs } from "../base/duration.ts";
import type { Playbook, Stage } from "../catalog/playbook.ts";
import { placedSteps } from "../catalog/walk-steps.ts";
import type { Case } from "../ledger/case.ts";

/** A code is typed into the form that asked for it, so each look for it asks the broker for another one: not many of those. */
const LOOKS_FOR_A_CODE = 4;

/** Where in which playbook the mail is waited for. */
export interface MailStage {
  readonly playbook: Playbook;
  readonly stage: Stage;
  readonly now: Date;
}

/** How long until their mail is looked for again: an hour at first, twice as long each time, a day at most. */
export function nextMailLookMs({ mailLooks = 0 }: Pick<Case, "mailLooks">): number {
  return Math.min(HOUR_MS * 2 ** Math.min(mailLooks, 10), DAY_MS);
}

/** Their mail should have been there by now (`within` of the playbook's step), so a person hears of it. */
export function isMailOverdue({ request, mailLooks = 0 }: Pick<Case, "request" | "mailLooks">, { playbook, stage, now }: MailStage): boolean {
  const asked = request?.steps.find(({ step, outcome }) => step.startsWith("optOut.") && outcome !== "not-sent");
  if (!asked) return mailLooks + 1 >= LOOKS_FOR_A_CODE;
  return now >= after(asked.intendedAt, Math.max(...mailTimes(playbook, stage)));
}

/** A mail that is late is still taken while they may be at work on the request. */
export function mayMailStillCome({ request }: Case, now: Date): boolean {
  return request?.until === undefined || now < new Date(request.until);
}

function mailTimes(playbook: Playbook, stage: Stage): number[] {
  return placedSteps(playbook, stage).map(({ step }) => ("email" in step ? toMs(step.email.within) : 0));
}
