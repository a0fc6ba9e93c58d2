import type { HandOffAsk } from "../playbook/hand-off.ts";
import type { HumanReason } from "../ledger/events.ts";

/** What a person is shown beside the page: in names, never in values. */
export interface HandOffCard {
  readonly broker: string;
  readonly asked: readonly string[];
  readonly why: string;
  /** Fields that stand in the page already. */
  readonly filled: readonly string[];
  /** What is sent when they go on, and to whom. */
  readonly next: string;
  readonly wantsCode: boolean;
  /** Why it is asked once more. */
  readonly note?: string;
}

interface Words {
  readonly asked: string;
  readonly why: string;
}

const BY_REASON: Partial<Record<HumanReason, Words>> = {
  captcha: { asked: "Solve what they show.", why: "they want to know that a person asks, and unlist never solves that by itself" },
  sms: { asked: "Give the code that they sent to your phone.", why: "they send a code by SMS; it is typed for you and kept nowhere" },
  phone: { asked: "Give the code that they told you on the phone.", why: "they tell a code by phone; it is typed for you and kept nowhere" },
  disclosure: { asked: "Fill in what they want, or leave it.", why: "their form wants something that unlist does not have, or does not send by itself" },
  "new-field": { asked: "Fill in what is new, or leave it.", why: "their form asks for something that its playbook does not know" },
};
const ANY: Words = { asked: "Do what they ask for on the page.", why: "this step is for a person" };

export function cardOf({ broker, reason, say, filled, next, wantsCode, isAgain }: HandOffAsk): HandOffCard {
  const { asked, why } = BY_REASON[reason] ?? ANY;
  const note = isAgain ? { note: "Nothing of it stands on the page yet." } : {};
  return { broker, asked: say.length > 0 ? say : [asked], why, filled, next: sayNext(next), wantsCode, ...note };
}

/** Said when the form's button was pressed in the page, which sends nothing while the page is in the person's hands. */
export const HELD_BACK = "The form's button was held back: unlist presses it when the step is done.";

function sayNext({ fields, hosts }: HandOffAsk["next"]): string {
  return `${fields.length > 0 ? fields.join(", ") : "nothing of yours"} to ${hosts.join(", ")}`;
}
