import { tell, type Action, type Here, type StepOf } from "../attempt.ts";
import type { DisclosedField } from "../../subject/fields.ts";
import type { HumanReason } from "../../ledger/events.ts";
import type { Outcome } from "../outcome.ts";
import { captcha } from "./captcha.ts";
import { fieldByHand } from "./field-by-hand.ts";

/** A step for a person, in the playbook's words for them. What they have done already is passed over. */
export const human: Action<"human"> = async (step, here) => {
  const ask = step.human;
  if ("captcha" in ask) return captcha(ask, here);
  if ("field" in ask) return fieldByHand(ask, here);
  return handOff(ask, here);
};

type Ask = Exclude<StepOf<"human">["human"], { captcha: string } | { field: string }>;

function handOff(ask: Ask, here: Here): Outcome {
  if ("phone" in ask) return over("phone", { fields: ["phone"], say: ask.phone }, here);
  if ("sms" in ask) return over("sms", { fields: ["phone"], say: ask.sms }, here);
  return "id" in ask ? over("id", { fields: ["idDocument"], say: ask.id }, here) : over("account", { fields: [], say: ask.account }, here);
}

function over(reason: HumanReason, { fields, say }: { fields: readonly DisclosedField[]; say: string }, here: Here): Outcome {
  tell(here, `for a person: ${reason}`);
  return { kind: "human", step: here.id, reason, fields, labels: [say] };
}
