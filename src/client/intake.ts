import { z } from "zod";
import { InvalidFileError, type FileIssue } from "../base/errors.ts";
import { parseStrict, sayPath, type SourceText } from "../base/strict-yaml.ts";
import { readIssues } from "../base/zod-issues.ts";
import { csvRecords } from "../catalog/csv.ts";
import { Profile } from "../subject/profile.ts";
import { Label } from "./card.ts";

/** One client of a batch. */
const NewClient = z.strictObject({ label: Label.optional(), profile: Profile });
export type NewClient = z.infer<typeof NewClient>;

export const MOST_AT_ONCE = 500;
const Batch = z.strictObject({ clients: z.array(NewClient).min(1).max(MOST_AT_ONCE) });

/** A batch in YAML: `clients:`, each with a profile and, if wanted, a label. */
export function readBatchYaml(source: SourceText): NewClient[] {
  return parseStrict(source, Batch).clients;
}

/** Columns of a batch in CSV. What has more to it (former names and places) is written as YAML. */
const COLUMNS: Readonly<Record<string, readonly (string | number)[]>> = {
  label: ["label"],
  first: ["profile", "names", 0, "first"],
  middle: ["profile", "names", 0, "middle"],
  last: ["profile", "names", 0, "last"],
  suffix: ["profile", "names", 0, "suffix"],
  street: ["profile", "addresses", 0, "street"],
  city: ["profile", "addresses", 0, "city"],
  state: ["profile", "addresses", 0, "state"],
  zip: ["profile", "addresses", 0, "zip"],
  since: ["profile", "addresses", 0, "from"],
  formerStreet: ["profile", "addresses", 1, "street"],
  formerCity: ["profile", "addresses", 1, "city"],
  formerState: ["profile", "addresses", 1, "state"],
  formerZip: ["profile", "addresses", 1, "zip"],
  formerUntil: ["profile", "addresses", 1, "to"],
  birthYear: ["profile", "birthYear"],
  email: ["profile", "contact", "email"],
  perBroker: ["profile", "contact", "perBroker"],
  residence: ["profile", "residence"],
};
const NUMBERS = ["since", "formerUntil", "birthYear"];

/** A batch in CSV, one client a row. All of it or none: every fault is told by its row and column, as a spreadsheet counts them. */
export function readBatchCsv({ file, text }: SourceText): NewClient[] {
  const [titles = [], ...rows] = csvRecords(text.replace(/^\uFEFF/, ""));
  const filled = rows.map((cells, i) => ({ cells, row: i + 2 })).filter(({ cells }) => cells.some((cell) => cell !== ""));
  const issues = [...titleIssues(titles, file), ...sizeIssues(filled.length, file)];
  const clients: NewClient[] = [];
  for (const { cells, row } of issues.length > 0 ? [] : filled) {
    const value = clientOf(titles, cells);
    const result = NewClient.safeParse(value);
    if (result.success) clients.push(result.data);
    else issues.push(...readIssues(result.error.issues, value, NewClient).map(({ path, message, hint }) => ({ file, line: row, ...placeOf(path, titles), message, hint })));
  }
  if (issues.length > 0) throw new InvalidFileError(issues);
  return clients;
}

function clientOf(titles: readonly string[], cells: readonly string[]): unknown {
  const client: Record<string, unknown> = {};
  for (const [i, title] of titles.entries()) {
    const [path, cell = ""] = [COLUMNS[title], cells[i]];
    if (path && cell !== "") put(client, path, NUMBERS.includes(title) && /^\d+$/.test(cell) ? Number(cell) : cell);
  }
  return client;
}

/** Sets a value deep down, making what lies on the way. */
function put(target: Record<string | number, unknown>, [key = "", ...rest]: readonly (string | number)[], value: unknown): void {
  if (rest.length === 0) target[key] = value;
  else {
    const inner = target[key] ?? (typeof rest[0] === "number" ? [] : {});
    target[key] = inner;
    if (isIndexable(inner)) put(inner, rest, value);
  }
}

function isIndexable(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

/** The column whose cell it is about; the first one of what is missing altogether. */
function placeOf(path: readonly PropertyKey[], titles: readonly string[]): Pick<FileIssue, "column" | "path"> {
  const at = (part: readonly PropertyKey[]): number => titles.findIndex((title) => COLUMNS[title] && sayPath(COLUMNS[title]).startsWith(sayPath(part)));
  const known = Object.entries(COLUMNS).find(([, columnPath]) => sayPath(columnPath).startsWith(sayPath(path)));
  return { column: Math.max(1, at(path) + 1), path: known?.[0] ?? "" };
}

function titleIssues(titles: readonly string[], file: string): FileIssue[] {
  return titles.flatMap((title, i) => (Object.hasOwn(COLUMNS, title) && titles.indexOf(title) === i ? [] : [{ file, line: 1, column: i + 1, path: "", message: Object.hasOwn(COLUMNS, title) ? "this column stands twice" : "no such column", hint: Object.keys(COLUMNS).join(", ") }]));
}

function sizeIssues(count: number, file: string): FileIssue[] {
  if (count >= 1 && count <= MOST_AT_ONCE) return [];
  return [{ file, line: 1, column: 1, path: "", message: count === 0 ? "no client in it" : "too many clients at once", hint: `one to ${MOST_AT_ONCE} rows below the titles` }];
}
