import type { Playbook } from "./playbook.ts";
import type { Step } from "./step.ts";
import { allSteps, isIrreversible, type PlacedStep } from "./walk-steps.ts";

/** What a playbook says to the person who has to take one of its steps: of a form, all that it wants of them at once. */
export function humanWords(playbook: Playbook | undefined, stepId: string): string[] {
  const placed = playbook ? allSteps(playbook) : [];
  const here = placed.find(({ id }) => id === stepId);
  if (!here || !("human" in here.step)) return []; // the playbook is another one by now
  return "field" in here.step.human ? fieldsOfForm(placed, here) : wordsOf(here.step);
}

function fieldsOfForm(placed: readonly PlacedStep[], here: PlacedStep): string[] {
  const rest = placed.slice(placed.indexOf(here)).filter(({ stage }) => stage === here.stage);
  const end = rest.findIndex(({ step }) => isIrreversible(step));
  return rest.slice(0, end === -1 ? rest.length : end).flatMap(({ step }) => ("human" in step && "field" in step.human ? wordsOf(step) : []));
}

function wordsOf(step: Step): string[] {
  if (!("human" in step)) return [];
  const ask = step.human;
  if ("phone" in ask) return [ask.phone];
  if ("sms" in ask) return [ask.sms];
  if ("id" in ask) return [ask.id];
  if ("account" in ask) return [ask.account];
  return ask.say === undefined ? [] : [ask.say];
}
