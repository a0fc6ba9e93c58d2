import { z } from "zod";
import type { Question } from "../../browser/question.ts";
import { knownControls, type KnownControls } from "./known-controls.ts";

/** What a control shows, and a name for its very node that holds as long as its document does. */
export const ControlState = z.object({
  node: z.string(),
  isConnected: z.boolean(),
  /** In capitals, as HTML has it. */
  tag: z.string(),
  type: z.string(),
  value: z.string(),
  isChecked: z.boolean(),
  selectedIndex: z.int(),
});
export type ControlState = z.infer<typeof ControlState>;

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

/** What of the DOM is used below. */
interface DomElement {
  readonly isConnected: boolean;
  readonly tagName: string;
  readonly type?: string;
  /** A text of a form's control; a number of a list's item, which may be clicked as well. */
  readonly value?: string | number;
  readonly checked?: boolean;
  readonly selectedIndex?: number;
  getAttribute(name: string): string | null;
  blur(): void;
}
declare const unlistControls: KnownControls<DomElement>;

/** Runs in the page's document, beside its scripts. */
function readControls({ nodes, leave }: ControlsWish, element: DomElement): (ControlState | null)[] {
  function stateOf(control: DomElement): ControlState {
    return {
      node: unlistControls.nameOf(control),
      isConnected: control.isConnected,
      tag: control.tagName.toUpperCase(),
      type: (control.type ?? "").toLowerCase(),
      value: String(control.value ?? ""),
      isChecked: control.checked ?? control.getAttribute("aria-checked") === "true",
      selectedIndex: control.selectedIndex ?? -1,
    };
  }

  if (nodes) return nodes.map((node) => unlistControls.named(node)).map((control) => (control ? stateOf(control) : null));
  if (leave) element.blur();
  return [stateOf(element)];
}
