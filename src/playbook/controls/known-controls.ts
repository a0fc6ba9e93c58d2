import { z } from "zod";
import type { Shared } from "../../browser/question.ts";

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

/** Names for nodes that hold as long as their document does: a node is known by its place among those that were asked before. */
export interface KnownControls<Node> {
  stateOf(node: Node): ControlState;
  /** Nothing for one of another document. */
  named(name: string): Node | undefined;
}

export const knownControls: Shared = { name: "unlistControls", make: keepControls };

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
}
declare const performance: { readonly timeOrigin: number };

/** Runs in the page's document, beside its scripts. */
function keepControls(): KnownControls<DomElement> {
  const asked: DomElement[] = [];
  const nameAt = (index: number): string => `${performance.timeOrigin}/${index}`;
  const nameOf = (node: DomElement): string => {
    const known = asked.indexOf(node);
    return nameAt(known === -1 ? asked.push(node) - 1 : known);
  };
  return {
    stateOf: (control) => ({
      node: nameOf(control),
      isConnected: control.isConnected,
      tag: control.tagName.toUpperCase(),
      type: (control.type ?? "").toLowerCase(),
      value: String(control.value ?? ""),
      isChecked: control.checked ?? control.getAttribute("aria-checked") === "true",
      selectedIndex: control.selectedIndex ?? -1,
    }),
    named: (name) => asked.find((_, index) => nameAt(index) === name),
  };
}
