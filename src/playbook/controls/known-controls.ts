import type { Shared } from "../../browser/question.ts";

/** Names for nodes that hold as long as their document does: a node is known by its place among those that were asked before. */
export interface KnownControls<Node> {
  nameOf(node: Node): string;
  /** Nothing for one of another document. */
  named(name: string): Node | undefined;
}

export const knownControls: Shared = { name: "unlistControls", make: keepControls };

declare const performance: { readonly timeOrigin: number };

/** Runs in the page's document, beside its scripts. */
function keepControls(): KnownControls<object> {
  const asked: object[] = [];
  const nameAt = (index: number): string => `${performance.timeOrigin}/${index}`;
  return {
    nameOf(node) {
      const known = asked.indexOf(node);
      return nameAt(known === -1 ? asked.push(node) - 1 : known);
    },
    named: (name) => asked.find((_, index) => nameAt(index) === name),
  };
}
