import { isCollection, isMap, isPair, isScalar, type Document, type LineCounter } from "yaml";
import type { z } from "zod";
import { InvalidFileError, type FileIssue } from "./errors.ts";
import { readYaml, type SourceText } from "./read-yaml.ts";
import { readIssues, shownKey, type FlatIssue } from "./zod-issues.ts";

export type { SourceText } from "./read-yaml.ts";

const MAX_ISSUES = 100;

/** Reads a file of ours against its schema. Throws `InvalidFileError` with every issue at its line and column. */
export function parseStrict<S extends z.ZodType>(source: SourceText, schema: S, change = (value: unknown): unknown => value): z.output<S> {
  const { value: written, locate } = readDocument(source);
  const value = change(written);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidFileError(readIssues(result.error.issues.slice(0, MAX_ISSUES), value, schema).map((issue) => located(issue, source.file, locate)));
}

type Locate = (path: readonly PropertyKey[], isKey: boolean) => { line: number; column: number };

/** The plain value of a file, and where each path of it stands. */
export function readDocument(source: SourceText): { value: unknown; locate: Locate } {
  const { document, lines, value } = readYaml(source);
  return { value, locate: locator(document, lines) };
}

/** Where the paths of a file stand, for who finds fault with it later: it is read again once, not once a fault. */
export function placesIn(source: SourceText): Locate {
  const known = PLACES.get(source) ?? readDocument(source).locate;
  PLACES.set(source, known);
  return known;
}

const PLACES = new WeakMap<SourceText, Locate>();

function located(issue: FlatIssue, file: string, locate: Locate): FileIssue {
  const { line, column } = locate(issue.path, issue.isKey);
  return { file, line, column, path: sayPath(issue.path), message: issue.message, ...(issue.hint !== undefined && { hint: issue.hint }), rule: issue.rule };
}

/** The place of a path; of its nearest parent when the path itself is missing from the file. */
function locator(document: Document, lines: LineCounter): Locate {
  return (path, isKey) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const offset = offsetOf(document, path.slice(0, depth), isKey && depth === path.length);
      if (offset === undefined) continue;
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    }
    return { line: 1, column: 1 };
  };
}

function offsetOf(document: Document, path: readonly PropertyKey[], wantsKey: boolean): number | undefined {
  const parentPath = path.slice(0, -1);
  const parent: unknown = parentPath.length === 0 ? document.contents : document.getIn(parentPath, true);
  if (wantsKey && isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1));
    if (pair && isScalar(pair.key)) return pair.key.range?.[0];
  }
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
}

/** `["optOut", "steps", 3, "fill"]` as `optOut.steps[3].fill`. */
export function sayPath(path: readonly PropertyKey[]): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${shownKey(String(part))}`)).join("");
}
