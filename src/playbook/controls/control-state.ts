import { z } from "zod";
import type { Question } from "../../browser/question.ts";
import { ControlState, knownControls, type KnownControls } from "./known-controls.ts";

/** Asked of a control: its state, after it was left if that is wanted. Asked of the root: the states of `nodes`, in their order, null for one of another document. */
export const controlsQuestion: Question<ControlsWish, (ControlState | null)[]> = {
  name: "unlist-controls",
  work: readControls,
  answer: z.array(ControlState.nullable()),
  shared: knownControls,
};

export interface ControlsWish {
  readonly nodes?: readonly string[];
  readonly leave?: boolean;
}

interface DomElement {
  blur(): void;
}
declare const unlistControls: KnownControls<DomElement>;

/** Runs in the page's document, beside its scripts. */
function readControls({ nodes, leave }: ControlsWish, element: DomElement): (ControlState | null)[] {
  if (nodes) return nodes.map((node) => unlistControls.named(node)).map((control) => (control ? unlistControls.stateOf(control) : null));
  if (leave) element.blur();
  return [unlistControls.stateOf(element)];
}
