import type { Step } from "../catalog/step.ts";
import { isAbsence, tell, type Here } from "./attempt.ts";
import { keepFailure } from "./keep.ts";
import type { Outcome } from "./outcome.ts";
import { isPageFault } from "./page-fault.ts";
import { seeBlock, type Block } from "./see-block.ts";

/** A step that failed on a wall says nothing about the playbook; one that failed on a proper page is broken, or has drifted. */
export async function explainFailure(outcome: Outcome, step: Step, here: Here): Promise<Outcome> {
  if (outcome.kind !== "broken" || outcome.evidence !== undefined) return outcome;
  const block = isAbsence(outcome) ? await blockOrNothing(here) : undefined;
  if (block) return unclear(block, here);
  const code = step.assumed && !outcome.code.startsWith("drift-") ? `drift-${outcome.code}` : outcome.code;
  const { log } = here.attempt.tools;
  log.warn({ broker: here.attempt.job.playbook.playbook.broker, step: here.id, code }, `the page is not what the playbook says\n${here.attempt.story.tell()}`);
  return { kind: "broken", step: outcome.step, code, evidence: await keepFailure(here) };
}

/** A look that says nothing, in the words of the stage. */
export function unclear(block: Block, here: Here): Outcome {
  tell(here, `the page is no answer: ${block.reason}`);
  return here.attempt.job.stage === "scan" ? { kind: "looked", look: { kind: "unclear", ...block } } : { kind: "unclear", ...block };
}

async function blockOrNothing(here: Here): Promise<Block | undefined> {
  try {
    return await seeBlock(here.attempt.tools.session);
  } catch (error) {
    if (!isPageFault(error)) throw error;
    tell(here, "the page could not be read");
    return undefined;
  }
}
