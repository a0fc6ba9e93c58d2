import { LineCounter, isAlias, isCollection, isMap, isPair, isScalar, parseDocument, visit, type Document } from "yaml";
import { InvalidFileError, type FileIssue } from "./errors.ts";
import { shownKey } from "./zod-issues.ts";

/** Text of one of our files: YAML (of which JSON is a part), and the name that messages call it by. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** No file of ours comes near these; what goes beyond them is there to hang or to crash whoever reads it. */
export const MAX_CHARACTERS = 256 * 1_024;
const MAX_DEPTH = 32;
const MAX_ALIASES = 20;
const MAX_PROBLEMS = 20; // one bracket left open makes thousands

const PLAIN_DATA = "quote a text that holds : or # or starts with a sign; indent with spaces; no tags like !!js";

/** One value of a file, and what was read to get it. Throws `InvalidFileError` with the place of each problem. */
export interface ReadYaml {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly value: unknown;
}

export function readYaml({ file, text }: SourceText): ReadYaml {
  const lines = new LineCounter();
  const problem = (offset: number, message: string, hint: string): FileIssue => {
    // After a token that it did not expect the parser counts too far: a place is never behind its line's end.
    const place = lines.linePos(Math.min(offset, text.length));
    const line = Math.max(1, place.line);
    const end = (text.split("\n", line).at(-1) ?? "").length + 1;
    return { file, line, column: Math.min(end, Math.max(1, place.col)), path: "", message, hint, rule: "yaml" };
  };
  const refuse = (offset: number, message: string, hint: string) => new InvalidFileError([problem(offset, message, hint)]);
  if (text.length > MAX_CHARACTERS) throw refuse(0, "the file is too large", `keep it under ${MAX_CHARACTERS / 1_024} KB`);
  const document = parsed(text, lines);
  if (!document) throw refuse(0, "nested too deeply", `at most ${MAX_DEPTH} levels`);
  const wrong = [...document.errors, ...document.warnings].map(({ pos, message }) => problem(pos[0], `not valid YAML (${firstLine(message)})`, PLAIN_DATA));
  const problems = wrong.length > 0 ? wrong : shapeFaults(document).map(({ offset, message, hint }) => problem(offset, message, hint));
  if (problems.length > 0) throw new InvalidFileError(problems.slice(0, MAX_PROBLEMS));
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (heightOf(value) > MAX_DEPTH) throw refuse(firstAlias(document), "nested too deeply", `at most ${MAX_DEPTH} levels`);
    return { document, lines, value };
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw refuse(firstAlias(document), cause.message.startsWith("Excessive") ? "too many aliases" : "an alias leads nowhere", "write the text out instead of an alias");
  }
}

/** Keys that stand twice are looked for below: the package's own look takes time by the square of a map's length. */
function parsed(text: string, lines: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: false, prettyErrors: false, logLevel: "error", schema: "core" });
  } catch (error) {
    if (error instanceof RangeError) return undefined; // its parser calls itself once a level, and the stack has an end
    throw error;
  }
}

/** With what its aliases stand for, which may be more of them, or what they stand in: that has no end. */
function heightOf(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== "object" || value === null) return 0;
  const height = known.get(value);
  if (height !== undefined) return height;
  known.set(value, Infinity);
  const own = 1 + Object.values(value).reduce((most: number, inner) => Math.max(most, heightOf(inner, known)), 0);
  known.set(value, own);
  return own;
}

interface ShapeFault {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** What YAML allows and a file of plain data has no use for. */
function shapeFaults(document: Document): ShapeFault[] {
  const faults: ShapeFault[] = [];
  const look = (node: unknown, depth: number): void => {
    if (!isCollection(node)) return;
    const offset = node.range?.[0] ?? 0;
    if (depth > MAX_DEPTH) return void faults.push({ offset, message: "nested too deeply", hint: `at most ${MAX_DEPTH} levels` });
    if (isMap(node)) faults.push(...keyFaults(node.items, offset));
    for (const item of node.items) look(isPair(item) ? item.value : item, depth + 1);
  };
  look(document.contents, 1);
  return faults;
}

function keyFaults(items: readonly { readonly key: unknown }[], mapOffset: number): ShapeFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }): ShapeFault[] => {
    if (!isScalar(key)) return [{ offset: isCollection(key) || isAlias(key) ? (key.range?.[0] ?? mapOffset) : mapOffset, message: "not valid YAML (a key that is no plain word)", hint: PLAIN_DATA }];
    const word = String(key.value);
    if (word === "__proto__") return [{ offset: key.range?.[0] ?? mapOffset, message: "not valid YAML (a key that no map may have)", hint: "leave it out" }];
    const isTwice = seen.has(word);
    seen.add(word);
    return isTwice ? [{ offset: key.range?.[0] ?? mapOffset, message: "not valid YAML (this key stands twice in one map)", hint: "keep one of them" }] : [];
  });
}

function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias(_, { range }) {
      offset = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function firstLine(text: string): string {
  return shownKey(text.split("\n", 1)[0] ?? "");
}
