import type { Step } from "../../catalog/step.ts";
import { isIrreversible } from "../../catalog/walk-steps.ts";
import { askPerson } from "../ask-person.ts";
import type { Here, StepOf } from "../attempt.ts";
import { oneVisible } from "../controls/one-visible.ts";
import type { Outcome } from "../outcome.ts";

type Ask = Extract<StepOf<"human">["human"], { field: string }>;

/**
 * A control that wants what we don't have or don't send. Others make up a street or a birth date here; we never do: it is
 * passed once a person has put something in, and is theirs until then.
 */
export async function fieldByHand({ field, at, in: within, say }: Ask, here: Here): Promise<Outcome | undefined> {
  const found = await oneVisible(at, within, here);
  if (found.kind !== "control") return found;
  const isDone = async (): Promise<boolean> => (await found.at.inputValue({ timeout: here.patienceMs })).trim() !== "";
  if (!(await isDone())) {
    const others = here.rest.slice(0, endOfForm(here.rest)).flatMap((step) => ("human" in step && "field" in step.human ? [step.human] : []));
    const otherwise = { kind: "human", step: here.id, reason: "disclosure", fields: [field, ...others.map((ask) => ask.field)], labels: [say, ...others.map((ask) => ask.say)] } as const;
    const ended = await askPerson({ otherwise, isDone, shownBy: "typed" }, here);
    if (ended) return ended;
  }
  here.attempt.byHand.add(field);
  return undefined;
}

/** The person hears of all that the form wants of them at once. */
function endOfForm(rest: readonly Step[]): number {
  const end = rest.findIndex(isIrreversible);
  return end === -1 ? rest.length : end;
}
