import { InvalidFileError, type FileIssue } from "../../base/errors.ts";
import { parseStrict, readDocument, sayPath } from "../../base/strict-yaml.ts";
import { Broker } from "../../catalog/broker.ts";
import { findPlaybookFaults } from "../../catalog/checks/index.ts";
import { loadPlaybook } from "../../catalog/load.ts";
import { filesOf, type CatalogFile } from "./files-of.ts";
import { PirPart, type Refusal } from "./pir-part.ts";
import { readRecipe } from "./recipe.ts";

export interface PirSource {
  readonly file: string;
  readonly text: string;
}

export interface PirImport {
  readonly files: readonly CatalogFile[];
  /** Of every recipe, all at once; a recipe with one gives no file at all. */
  readonly refusals: readonly FileIssue[];
}

/** Recipes of the PIR format as brokers and playbooks of ours. Pure: who calls it writes the files. */
export function importPir(sources: readonly PirSource[], today: string): PirImport {
  const files = new Map<string, CatalogFile>();
  const refusals: FileIssue[] = [];
  for (const source of sources) {
    const read = importOne(source, today);
    const twice = read.files.find(({ path, isStandIn }) => !isStandIn && files.has(path) && !files.get(path)?.isStandIn);
    if (twice) read.refusals.push({ file: source.file, line: 1, column: 1, path: "", message: `another of these files gives ${twice.path} as well` });
    refusals.push(...read.refusals);
    if (read.refusals.length === 0) for (const file of read.files) if (!file.isStandIn || !files.has(file.path)) files.set(file.path, file);
  }
  return { files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), refusals };
}

function importOne(source: PirSource, today: string): { files: CatalogFile[]; refusals: FileIssue[] } {
  const value = readJson(source);
  if ("line" in value) return { files: [], refusals: [value] };
  const refused: Refusal[] = [];
  const recipe = readRecipe(new PirPart(value.read, [], refused));
  if (refused.length > 0) return { files: [], refusals: located(refused, source) };
  const files = filesOf(recipe, { file: source.file, today });
  return { files, refusals: files.flatMap(checked).map((issue) => ({ ...issue, file: source.file, line: 1, column: 1 })) };
}

function readJson({ file, text }: PirSource): { read: object } | FileIssue {
  const at = (offset: number, message: string): FileIssue => {
    const before = text.slice(0, offset).split("\n");
    return { file, line: before.length, column: (before.at(-1) ?? "").length + 1, path: "", message };
  };
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return { read };
    return at(0, "a recipe is an object");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return at(Number(/position (\d+)/.exec(error.message)?.[1] ?? 0), "not valid JSON");
  }
}

/** The same thing may be read twice (a click that might be the one that sends), and is refused once. */
function located(refused: readonly Refusal[], { file, text }: PirSource): FileIssue[] {
  const locate = placesIn(text);
  const issues = refused.map(({ path, message, hint }) => ({ file, ...locate(path), path: sayPath(path), message, ...(hint !== undefined && { hint }) }));
  return [...new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue])).values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

function placesIn(text: string): (path: readonly (string | number)[]) => { line: number; column: number } {
  try {
    const { locate } = readDocument({ file: "", text });
    return (path) => locate(path, false);
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error; // JSON that YAML does not take has no places, only paths
    return () => ({ line: 1, column: 1 });
  }
}

/** What was written has to be what the catalog takes; otherwise the recipe holds something that was not thought of. */
function checked({ path, text }: CatalogFile): FileIssue[] {
  try {
    if (path.startsWith("brokers/")) parseStrict({ file: path, text }, Broker);
    else return findPlaybookFaults(loadPlaybook({ file: path, text })).filter(({ severity }) => severity === "error").map((fault) => ({ ...fault, message: `would give ${path} ${fault.path}: ${fault.message}` }));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error;
    return error.issues.map((issue) => ({ ...issue, message: `would give ${path} ${issue.path}: ${issue.message}` }));
  }
}
