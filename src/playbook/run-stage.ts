import { stepsOf } from "../catalog/playbook.ts";
import type { Step } from "../catalog/step.ts";
import { branchesOf, isIrreversible } from "../catalog/walk-steps.ts";
import { act } from "./actions/index.ts";
import { Attempt, isAbsence, type Here } from "./attempt.ts";
import type { StageJob, Tools } from "./desk.ts";
import { discloseTyped } from "./disclose.ts";
import { explainFailure } from "./explain-failure.ts";
import { gateFields } from "./field-gate.ts";
import type { Outcome } from "./outcome.ts";
import { pageFault } from "./page-fault.ts";
import { whereToStart } from "./resume.ts";
import { stopLoading } from "./stop-loading.ts";
import { reasonOf } from "./waiting.ts";
import { letMove } from "./window-hold.ts";

/** What may be missing is not waited for as long as what must be there. */
const OPTIONAL_PATIENCE_MS = 3_000;

/**
 * Runs one stage of a playbook on a page. A page that misbehaves is an outcome; a broken promise of ours, a refusal of
 * policy and a connection that failed before anything was sent are thrown.
 */
export async function runStage(job: StageJob, tools: Tools): Promise<Outcome> {
  const steps = stepsOf(job.playbook.playbook, job.stage);
  const start = whereToStart(steps, `${job.stage}.steps`, job.isCrossed);
  if (start.kind === "done") return { kind: "acknowledged" };
  if (start.kind === "stranded") return { kind: "human", step: start.step, reason: "half-asked", fields: [] };
  await using attempt = new Attempt(job, tools);
  attempt.crossings = start.crossed;
  try {
    const ended = await walk({ attempt, steps, from: start.index, prefix: `${job.stage}.steps` });
    return ended ?? whatItCameTo(attempt);
  } finally {
    await discloseTyped(attempt);
  }
}

interface Leg {
  readonly attempt: Attempt;
  readonly steps: readonly Step[];
  readonly from: number;
  readonly prefix: string;
}

async function walk({ attempt, steps, from, prefix }: Leg): Promise<Outcome | undefined> {
  let isNewSegment = true;
  for (const [offset, step] of steps.slice(from).entries()) {
    const index = from + offset;
    const rest = steps.slice(index);
    if (isNewSegment) {
      const gate = gateFields(rest, attempt.job, (i) => `${prefix}[${index + i}]`);
      if (gate) return gate;
    }
    const outcome = await takeStep(step, hereAt(attempt, { step, id: `${prefix}[${index}]`, rest: rest.slice(1) }));
    if (outcome) return outcome;
    isNewSegment = mayCross(step);
  }
  return undefined;
}

async function takeStep(step: Step, here: Here): Promise<Outcome | undefined> {
  const { signal, watch, mayGoOn } = here.attempt.tools;
  if (signal.aborted) throw reasonOf(signal);
  await mayGoOn?.();
  watch?.began(here.id, step);
  await here.attempt.challenge.attend(step, here.rest);
  if (!("human" in step || "submit" in step)) here.attempt.letGo();
  await letMove(step, here);
  const outcome = await act(step, here).catch((error: unknown) => whatFailed(error, here));
  const isPassedOver = outcome !== undefined && step.optional === true && isAbsence(outcome);
  const end = outcome === undefined || isPassedOver ? undefined : await explainFailure(outcome, step, here);
  watch?.ended(here.id, { outcome: end, isPassedOver });
  return end;
}

async function whatFailed(error: unknown, here: Here): Promise<Outcome> {
  const outcome = pageFault(error, here);
  await stopLoading(here);
  return outcome;
}

function hereAt(attempt: Attempt, { step, id, rest }: { step: Step; id: string; rest: readonly Step[] }): Here {
  const patienceMs = step.optional ? Math.min(OPTIONAL_PATIENCE_MS, attempt.tools.patienceMs) : attempt.tools.patienceMs;
  return { id, attempt, patienceMs, rest, walk: (steps, prefix) => walk({ attempt, steps, from: 0, prefix }) };
}

function mayCross(step: Step): boolean {
  return isIrreversible(step) || branchesOf(step).some(({ steps }) => steps.some(mayCross));
}

/** A stage that walked to its end without a crossing has asked for nothing, whatever its pages said. */
function whatItCameTo({ job, look, crossings }: Attempt): Outcome {
  if (job.stage === "scan") return { kind: "looked", look: look.result() };
  return crossings > 0 ? { kind: "acknowledged" } : { kind: "broken", step: `${job.stage}.steps`, code: "nothing-submitted" };
}
