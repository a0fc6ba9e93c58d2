/**
 * How well two names, or parts of them, go together. `same`: one person would sign either (Bob and Robert, OBrien and O'Brien).
 * `alike`: a part is left out or turned round (Garcia for Garcia-Lopez). `hint`: all that is shown fits, and it is little (J. Roe).
 */
export type Likeness = "same" | "alike" | "hint" | "different";

const ORDER: readonly Likeness[] = ["different", "hint", "alike", "same"];

export function weaker(a: Likeness, b: Likeness): Likeness {
  return rank(a) < rank(b) ? a : b;
}

export function rank(likeness: Likeness): number {
  return ORDER.indexOf(likeness);
}

/** The item of the highest likeness, the first of them where several share it. */
export function likest<T extends { readonly likeness: Likeness }>(items: readonly T[]): T | undefined {
  return items.reduce<T | undefined>((best, item) => (best && rank(best.likeness) >= rank(item.likeness) ? best : item), undefined);
}
