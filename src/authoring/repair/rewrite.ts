import { isMap, isPair, isScalar, parseDocument } from "yaml";
import type { Use } from "./uses.ts";

export interface Replacement {
  readonly use: Use;
  readonly locator: string;
}

/** The file with some locators written anew, and every other character as it was. */
export function rewrite(text: string, replacements: readonly Replacement[]): string {
  const places = replacements.flatMap(({ use, locator }) => {
    const range = rangeOf(text, use);
    return range ? [{ ...range, locator }] : [];
  });
  // From the end on, so that the places before it stay where they are.
  return places.toSorted((a, b) => b.start - a.start).reduce((changed, { start, end, locator }) => changed.slice(0, start) + quoted(locator) + changed.slice(end), text);
}

function rangeOf(text: string, { path, isKey }: Use): { start: number; end: number } | undefined {
  const document = parseDocument(text, { schema: "core" });
  const node: unknown = isKey ? keyAt(document.getIn(path.slice(0, -1), true), path.at(-1)) : document.getIn(path, true);
  const range = isScalar(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : undefined;
}

function keyAt(map: unknown, key: unknown): unknown {
  if (!isMap(map)) return undefined;
  return map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)?.key;
}

/** Plain where it may stand anywhere, in a flow too; else in double quotes, whose escapes are those of JSON. */
function quoted(locator: string): string {
  return /^[A-Za-z#./][\w .=/-]*$/.test(locator) && !locator.startsWith("#") && !/\s$/.test(locator) ? locator : JSON.stringify(locator);
}
