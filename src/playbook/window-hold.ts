import type { Step } from "../catalog/step.ts";
import { tell, type Here } from "./attempt.ts";
import { hearPresses, holdPresses } from "./hold-presses.ts";
import { isPageFault } from "./page-fault.ts";

/**
 * In a window of their own the person can press the form's button at any time, and unlist may be filling in still. So from before
 * the first value is typed until a step that goes on, the page can't be left and its button is not heard. What the page asks
 * where it is (lists, suggestions) goes on: it is less than the hold of a hand-off, which begins with the person's step.
 */
export async function keepStill(here: Here): Promise<void> {
  const { attempt } = here;
  if (attempt.tools.handOff?.isAtWindow !== true) return;
  attempt.stay();
  try {
    await holdPresses(here);
  } catch (error) {
    if (!isPageFault(error)) throw error;
    tell(here, "the page could not be told to hold presses back");
  }
}

/** Before a step by which the page goes on. What is to be sent is held altogether until the fuse is lit. */
export async function letMove(step: Step, here: Here): Promise<void> {
  const { attempt } = here;
  if (!attempt.isStaying || !goesOn(step)) return;
  if ("submit" in step) await attempt.hold();
  attempt.move();
  await hearPresses(here);
}

function goesOn(step: Step): boolean {
  return "submit" in step || "goto" in step || "click" in step || "select" in step || "settle" in step || "email" in step;
}
