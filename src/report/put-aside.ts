import type { Catalog } from "../catalog/load.ts";
import type { Asides } from "../ledger/asides.ts";
import type { Case } from "../ledger/case.ts";
import type { Plan, Skip } from "../plan/task.ts";
import { allSteps, stepNameOf } from "./human-tasks.ts";
import { batchOf } from "./task-batch.ts";

/** What the person said of a step of theirs, for as long as it holds. */
export type Aside = { readonly answer: "skipped" } | { readonly answer: "later"; readonly until: string };

/** Their answers, by what `tasks` calls the steps. */
export type Answers = ReadonlyMap<string, Aside>;

export interface PersonsView {
  readonly catalog: Catalog;
  readonly cases: readonly Case[];
  readonly plan: Plan;
  readonly asides: Asides;
  readonly now: Date;
}

const NOTHING: Answers = new Map();

/** What was put off or left out counts nowhere as needing anybody. */
export function answersIn({ asides, now, ...view }: PersonsView): Answers {
  if (asides.size === 0) return NOTHING; // most often; and the steps at a thousand brokers are not told for nothing
  const { later, skipped } = batchOf(allSteps(view), asides, now);
  return new Map<string, Aside>([...skipped.map(({ id }) => [id, { answer: "skipped" }] as const), ...later.map(({ id, until }) => [id, { answer: "later", until }] as const)]);
}

/** The plan with their answer in the place of a step that would be theirs. */
export function withAnswers(plan: Plan, answers: Answers, catalog: Catalog): Plan {
  if (answers.size === 0) return plan;
  return { ...plan, skips: plan.skips.map((skip) => answered(skip, answers.get(stepNameOf(skip, catalog) ?? ""))) };
}

function answered(skip: Skip, aside: Aside | undefined): Skip {
  if (!aside) return skip;
  return aside.answer === "skipped" ? { ...skip, reason: "put-aside", why: "left by you" } : { ...skip, reason: "put-aside", why: "later, as you said", until: aside.until };
}

export function sayAside(aside: Aside): string {
  return aside.answer === "skipped" ? "left by you" : `later, on ${aside.until.slice(0, 10)}`;
}
