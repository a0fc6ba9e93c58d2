import { Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { Remarks } from "./remarks.ts";

export interface YamlWish {
  readonly remarks: Remarks;
  /** First lines of the file, each as a comment. */
  readonly head?: readonly string[];
}

const WIDEST_FLOW = 110;
/** What a person sets out line by line, however short it is. */
const BLOCKS = ["hosts", "discloses", "submit", "extract"];

/** A file of ours as a person would write it: small objects on one line, comments above what they are about. */
export function writeYaml(value: object, { remarks, head = [] }: YamlWish): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  remark(document.contents, value, remarks);
  layOut(document.contents, undefined);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true, singleQuote: null });
  return `${head.map((line) => `#${line}\n`).join("")}${tidyLists(text)}`;
}

/** Walks the node and the value that it was made from side by side. */
function remark(node: Node | null, value: unknown, remarks: Remarks): void {
  if (!isCollection(node) || typeof value !== "object" || value === null) return;
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value) ? value.map((item: unknown, i) => [i, item] as const) : Object.entries(value);
  for (const [key, part] of parts) {
    const child = node.get(key, true);
    if (typeof part !== "object" || part === null || !isCollection(child)) continue;
    const lines = remarks.above(part);
    if (lines.length > 0) setAbove(node, key, child, lines);
    remark(child, part, remarks);
  }
}

function setAbove(parent: Node, key: string | number, child: Node, lines: readonly string[]): void {
  const comment = lines.map((line) => ` ${line}`).join("\n");
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  if (pair && isScalar(pair.key)) pair.key.commentBefore = comment;
  else child.commentBefore = comment;
}

function layOut(node: unknown, key: string | undefined): void {
  if (!isCollection(node)) return;
  const isItem = key === undefined;
  node.flow = !isItem && !BLOCKS.includes(key) && isSmall(node);
  if (node.flow) return;
  for (const item of node.items) {
    if (isPair(item)) layOut(item.value, keyOf(item));
    else layOut(item, isSeq(node) && isScalar(item) ? "" : undefined);
  }
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

function isSmall(node: YAMLMap | Node): boolean {
  return !hasRemark(node) && depthOf(node) <= 2 && !hasList(node) && JSON.stringify(node).length <= WIDEST_FLOW;
}

/** A list of objects (steps, routes) is never squeezed into a line. */
function hasList(node: unknown): boolean {
  if (!isCollection(node)) return false;
  return node.items.some((item) => (isPair(item) ? hasList(item.value) : isCollection(item)));
}

function hasRemark(node: unknown): boolean {
  if (isPair(node)) return hasRemark(node.key) || hasRemark(node.value);
  if (!isScalar(node) && !isCollection(node)) return false;
  return node.commentBefore != null || (isCollection(node) && node.items.some(hasRemark));
}

function depthOf(node: unknown): number {
  if (!isCollection(node)) return 0;
  return 1 + Math.max(0, ...node.items.map((item) => depthOf(isPair(item) ? item.value : item)));
}

/** `[ a, b ]` as `[a, b]`, which the library does for both kinds or neither. No plain text begins with a bracket. */
function tidyLists(text: string): string {
  return text.replace(/^( *(?:- )?[\w-]+: )\[ (.*) \]$/gm, "$1[$2]");
}
