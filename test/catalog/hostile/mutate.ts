import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { readTemplate } from "../../../src/catalog/template.ts";
import { applyFilter } from "../../../src/catalog/filters.ts";
import { BROKER, PLAYBOOK } from "../fixture.ts";
import { brokenBy, promised, withinASecond, type Fuzz } from "../../fuzz.ts";
import { judge, readAlone, readBroker, readPlaybook, readVendorFile, type Reader } from "./judge.ts";

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

interface Mutant {
  readonly text: string;
  readonly read: Reader;
}

/** The shortest file that the loader does not deal with as it should, in words. `reader` in its place: a fault that the fuzz must see. */
export function brokenByFile(fuzz: Fuzz, reader: Reader = readPlaybook): string | undefined {
  const files = fc.oneof(mutantsOf(PLAYBOOK, reader), treeOf(BROKER).map((text): Mutant => ({ text, read: readBroker })));
  return brokenBy(files, dealtWith, fuzz);
}

/** The same of every file that comes with the product, its vendors' among them. */
export function brokenByShippedFile(fuzz: Fuzz): string | undefined {
  const files = SHIPPED.flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".yaml")).map((name) => ({ path: join(ROOT, folder, name), read: readerFor(folder, name) })));
  return brokenBy(fc.constantFrom(...files).chain(({ path, read }) => mutantsOf(readFileSync(path, "utf8"), read)), dealtWith, fuzz);
}

/** There are fifteen brokers to a playbook, and a playbook has fifteen times as much in it. */
const SHIPPED = ["playbooks", "src/lab/catalog/playbooks", "playbooks", "playbooks", "brokers"];
/** Gates and tests are started from there. */
const ROOT = process.cwd();

function readerFor(folder: string, name: string): Reader {
  if (folder === "brokers") return readBroker;
  return name.startsWith("vendor-") ? readVendorFile : readAlone;
}

function mutantsOf(text: string, read: Reader): fc.Arbitrary<Mutant> {
  return fc.oneof(treeOf(text), textOf(text)).map((mutant) => ({ text: mutant, read }));
}

function dealtWith({ text, read }: Mutant): void {
  const { flaws } = judge(read, text);
  promised(flaws.length === 0, flaws.join("\n"));
}

/** The same of templates: any text is read or refused with words, and what its filters make of any value is text. */
export function brokenByTemplate(fuzz: Fuzz): string | undefined {
  const piece = fc.oneof(fc.constantFrom("{{", "}}", "{", "}", "name", "name.first", "|", ":", "slug", "ageRange:18-30,81+", "spaces:_", "default:~", " ", "age"), fc.string({ unit: "binary", maxLength: 8 }));
  const value = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.nat({ max: 5_000 }).map((count) => " -".repeat(count)));
  const sources = fc.oneof(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")), fc.constant("{{name|slug|title|ascii|digits}}"));
  return brokenBy(fc.tuple(sources, value), ([source, text]) => withinASecond(() => {
    const read = readTemplate(source);
    if ("message" in read) promised(read.message !== "", "refused without a word");
    else for (const part of read.parts) if ("filters" in part) promised(typeof part.filters.reduce((now, filter) => applyFilter(filter, now), text) === "string", "a filter made no text");
  }), fuzz);
}
