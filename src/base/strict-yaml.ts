import { LineCounter, isCollection, isMap, isPair, isScalar, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { InvalidFileError, type FileIssue } from "./errors.ts";
import { readIssues, type FlatIssue } from "./zod-issues.ts";

/** Text of one of our files: YAML (of which JSON is a part), and the name that messages call it by. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

const MAX_ALIASES = 20; // `yaml` refuses alias bombs beyond this (RELIABILITY: regex and YAML are attack surface)

/** Reads a file of ours against its schema. Throws `InvalidFileError` with every issue at its line and column. */
export function parseStrict<S extends z.ZodType>(source: SourceText, schema: S, change = (value: unknown): unknown => value): z.output<S> {
  const { value: written, locate } = readDocument(source);
  const value = change(written);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidFileError(readIssues(result.error.issues, value, schema).map((issue) => located(issue, source.file, locate)));
}

type Locate = (path: readonly PropertyKey[], isKey: boolean) => { line: number; column: number };

/** The plain value of a file, and where each path of it stands. */
export function readDocument({ file, text }: SourceText): { value: unknown; locate: Locate } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, prettyErrors: false, logLevel: "error", schema: "core" });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw new InvalidFileError(
      problems.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { file, line, column: col, path: "", message: `not valid YAML (${oneLine(message)})`, rule: "yaml" };
      }),
    );
  }
  return { value: plain(document, file), locate: locator(document, lines) };
}

function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw new InvalidFileError([{ file, line: 1, column: 1, path: "", message: "too many aliases", rule: "yaml" }]);
  }
}

function located(issue: FlatIssue, file: string, locate: Locate): FileIssue {
  const { line, column } = locate(issue.path, issue.isKey);
  return { file, line, column, path: sayPath(issue.path), message: issue.message, hint: issue.hint, rule: issue.rule };
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
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`)).join("");
}

function oneLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
