import type { LoadedPlaybook } from "../../src/catalog/load.ts";
import { stepsOf, type Stage } from "../../src/catalog/playbook.ts";
import type { Step } from "../../src/catalog/step.ts";

/** Long enough for a page of this machine to show what it has. */
const WITHIN = "1s";

/** The playbook, but what does not come is not waited for as long: for pages that are known never to show it. */
export function hurried(loaded: LoadedPlaybook): LoadedPlaybook {
  const { playbook } = loaded;
  const hurry = (stage: Stage) => ({ steps: stepsOf(playbook, stage).map(hurriedStep) });
  return {
    ...loaded,
    playbook: {
      ...playbook,
      ...(playbook.scan && { scan: { ...playbook.scan, ...hurry("scan") } }),
      ...(playbook.optOut && { optOut: { ...playbook.optOut, ...hurry("optOut") } }),
      ...(playbook.confirm && { confirm: { ...playbook.confirm, ...hurry("confirm") } }),
    },
  };
}

function hurriedStep(step: Step): Step {
  if ("settle" in step) return { ...step, settle: { ...(typeof step.settle === "string" ? { until: step.settle } : step.settle), within: WITHIN } };
  if ("submit" in step) return { ...step, submit: { ...step.submit, within: WITHIN } };
  if (!("expect" in step)) return step;
  return { ...step, expect: { ...(typeof step.expect === "string" ? { at: step.expect } : step.expect), within: WITHIN } };
}
