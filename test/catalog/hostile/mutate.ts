import fc from "fast-check";
import { parse, stringify } from "yaml";
import { readTemplate } from "../../../src/catalog/template.ts";
import { applyFilter } from "../../../src/catalog/filters.ts";
import { BROKER, PLAYBOOK } from "../fixture.ts";
import { judge, readBroker, readPlaybook, type Judged, type Reader } from "./judge.ts";

const ODD: readonly unknown[] = [null, true, 0, -1, 1e21, "", " ", "__proto__", "constructor", "{{", "}}", "{{ssn}}", "${x}", "\u001b[31m", "\u202e", "\u0000", "a".repeat(2_000), [], {}, [[]], [null], { a: { b: {} } }, "../..", "https://evil.example/", "(a+)+$", "*", "!!js x", "127.0.0.1"];

type Path = readonly (string | number)[];

/** Every place of a tree. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === first ? changed(item, rest, change) : item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === first ? changed(inner, rest, change) : inner]));
}

/** A real tree with some of its places written otherwise: another value, one more key, what stands elsewhere in it. */
function treeOf(text: string): fc.Arbitrary<string> {
  const tree: unknown = parse(text);
  const places = placesOf(tree);
  const valueAt = (path: Path): unknown => path.reduce((here: unknown, part) => (typeof here === "object" && here !== null ? Reflect.get(here, part) : undefined), tree);
  const change = fc.oneof(
    fc.constantFrom(...ODD).map((odd) => () => odd),
    fc.constantFrom(...places).map((other) => () => valueAt(other)),
    fc.tuple(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom(...ODD)).map(([key, odd]) => (old: unknown) => ({ ...(typeof old === "object" ? old : {}), [key]: odd })),
    fc.jsonValue({ maxDepth: 4 }).map((any) => () => any),
    fc.string({ unit: "binary", maxLength: 60 }).map((words) => (old: unknown) => (typeof old === "string" ? old + words : words)),
  );
  return fc.array(fc.tuple(fc.constantFrom(...places), change), { minLength: 1, maxLength: 4 }).map((changes) => stringify(changes.reduce((now, [path, by]) => changed(now, path, by), tree) ?? null));
}

/** Pieces of the text cut, doubled, moved, or with any characters in between. */
function textOf(text: string): fc.Arbitrary<string> {
  const at = fc.nat({ max: text.length });
  const odd = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom("\u0000", "\ufeff", "\t", "- ", ": ", "&a ", "*a", "!!js ", "{", "[", "]", "'", '"', "\r", "---\n", "? ", "<<: ", "%YAML 1.1\n", "|\n", "#"));
  return fc.array(fc.tuple(at, at, odd), { minLength: 1, maxLength: 5 }).map((cuts) => cuts.reduce((now, [from, to, put]) => now.slice(0, from) + put + now.slice(Math.max(from, Math.min(to, from + 40))), text));
}

export interface Fuzz {
  readonly seed: number;
  readonly runs: number;
  /** Reads in place of the loader: a fault that the fuzz must see. */
  readonly reader?: Reader;
}

/** The shortest file that the loader does not deal with as it should, in words; nothing where there is none. */
export function brokenByFile({ seed, runs, reader = readPlaybook }: Fuzz): string | undefined {
  const files = fc.oneof(treeOf(PLAYBOOK).map((text) => ({ text, read: reader })), textOf(PLAYBOOK).map((text) => ({ text, read: reader })), treeOf(BROKER).map((text) => ({ text, read: readBroker })));
  return failureOf(fc.check(fc.property(files, ({ text, read }) => noFlaws(judge(read, text))), { seed, numRuns: runs }));
}

/** The same of templates: any text is read or refused with words, and what its filters make of any value is text. */
export function brokenByTemplate({ seed, runs }: Fuzz): string | undefined {
  const piece = fc.oneof(fc.constantFrom("{{", "}}", "{", "}", "name", "name.first", "|", ":", "slug", "ageRange:18-30,81+", "spaces:_", "default:~", " ", "age"), fc.string({ unit: "binary", maxLength: 8 }));
  const value = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.nat({ max: 5_000 }).map((count) => " -".repeat(count)));
  const property = fc.property(fc.oneof(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")), fc.constant("{{name|slug|title|ascii|digits}}")), value, (source, text) => {
    const read = readTemplate(source);
    if ("message" in read) return read.message !== "";
    return read.parts.every((part) => "text" in part || typeof part.filters.reduce((now, filter) => applyFilter(filter, now), text) === "string");
  });
  return failureOf(fc.check(property, { seed, numRuns: runs }));
}

function noFlaws({ flaws }: Judged): void {
  if (flaws.length > 0) throw new Error(flaws.join("\n"));
}

function failureOf<T>(details: fc.RunDetails<T>): string | undefined {
  return details.failed ? `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}` : undefined;
}
