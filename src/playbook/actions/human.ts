import { tell, type Action, type Here, type StepOf } from "../attempt.ts";
import type { DisclosedField } from "../../subject/fields.ts";
import type { HumanReason } from "../../ledger/events.ts";
import type { Outcome } from "../outcome.ts";
import { askPerson } from "../ask-person.ts";
import { captcha } from "./captcha.ts";
import { fillOne } from "./fill.ts";
import { fieldByHand } from "./field-by-hand.ts";

/** A step for a person, in the playbook's words for them. What they have done already is passed over. */
export const human: Action<"human"> = async (step, here) => {
  const ask = step.human;
  if ("captcha" in ask) return captcha(ask, here);
  if ("field" in ask) return fieldByHand(ask, here);
  return besideThePage(ask, here);
};

type Ask = Exclude<StepOf<"human">["human"], { captcha: string } | { field: string }>;

/** With a field for the code that they send, it is asked for and typed; what happens beside the page is told and waits. */
async function besideThePage(ask: Ask, here: Here): Promise<Outcome | undefined> {
  const otherwise = wordsFor(ask, here);
  const fill = "fill" in ask ? ask.fill : undefined;
  if (fill === undefined) {
    tell(here, `for a person: ${otherwise.reason}`);
    return otherwise;
  }
  const typeCode = (code: string) => fillOne({ locator: fill, text: code, within: undefined }, here, () => undefined);
  return askPerson({ otherwise, isDone: async () => false, shownBy: "typed", typeCode }, here);
}

function wordsFor(ask: Ask, here: Here): Extract<Outcome, { kind: "human" }> {
  const over = (reason: HumanReason, fields: readonly DisclosedField[], say: string) => ({ kind: "human", step: here.id, reason, fields, labels: [say] }) as const;
  if ("phone" in ask) return over("phone", ["phone"], ask.phone);
  if ("sms" in ask) return over("sms", ["phone"], ask.sms);
  return "id" in ask ? over("id", ["idDocument"], ask.id) : over("account", [], ask.account);
}
