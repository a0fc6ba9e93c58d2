import type { Step } from "../catalog/step.ts";
import { branchesOf, isIrreversible } from "../catalog/walk-steps.ts";

export type Start =
  | { readonly kind: "from"; readonly index: number; readonly crossed: number }
  /** Nothing irreversible is left to do. */
  | { readonly kind: "done" }
  /** The page between two crossings is gone, and the first one must not be crossed again to get it back. */
  | { readonly kind: "stranded"; readonly step: string };

/** Where a stage takes up after an earlier attempt: behind the last step that was crossed, at a step that needs no page before it. */
export function whereToStart(steps: readonly Step[], prefix: string, isCrossed: (step: string) => boolean): Start {
  const crossings = steps.flatMap((step, index) => crossingsIn(step, `${prefix}[${index}]`).map((crossing) => ({ ...crossing, index, isCrossed: isCrossed(crossing.id) })));
  const last = crossings.findLast((crossing) => crossing.isCrossed);
  if (!last) return { kind: "from", index: 0, crossed: 0 };
  const left = crossings.filter((crossing) => crossing.index > last.index);
  if (left.length === 0) return { kind: "done" };
  const index = steps.findIndex((step, i) => i > last.index && needsNoPage(step));
  const isReachable = index !== -1 && left.every((crossing) => crossing.index >= index) && !last.isLink;
  return isReachable ? { kind: "from", index, crossed: crossings.filter((crossing) => crossing.isCrossed).length } : { kind: "stranded", step: last.id };
}

function crossingsIn(step: Step, id: string): { id: string; isLink: boolean }[] {
  const branches = branchesOf(step);
  if (branches.length > 0) return branches.flatMap(({ branch, steps }) => steps.flatMap((inner, i) => crossingsIn(inner, `${id}.if.${branch}[${i}]`)));
  return isIrreversible(step) ? [{ id, isLink: "email" in step }] : [];
}

function needsNoPage(step: Step): boolean {
  return "goto" in step || ("email" in step && "link" in step.email);
}
