import { z } from "zod";
import { didYouMean } from "./nearest.ts";

/** An issue with the union it may have come from taken apart: one path, one sentence, one hint. */
export interface FlatIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly hint?: string | undefined;
  /** The key itself is wrong, so point at the key and not at its value. */
  readonly isKey: boolean;
  readonly rule: string;
}

type Issue = z.core.$ZodIssue;

const MAX_QUOTED = 120;
const MAX_KEYS = 20;

/** zod's issues, made readable; `value` and `schema` are what was parsed and with what, for the nearest known key. */
export function readIssues(issues: readonly Issue[], value: unknown, schema: z.ZodType): FlatIssue[] {
  return issues.flatMap((issue) => readIssue(issue, value, schema, []));
}

function readIssue(issue: Issue, value: unknown, schema: z.ZodType, base: readonly PropertyKey[]): FlatIssue[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, path, knownKeys(schema, path, value));
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return likeliestBranch(issue.errors, at(value, path)).flatMap((inner) => readIssue(inner, value, schema, path));
  }
  if (issue.code === "invalid_key") return issue.issues.slice(0, 1).map((inner) => ({ path, message: sentence(inner, path.at(-1)), hint: hintFor(inner, path.at(-1)), isKey: true, rule: ruleOf(inner) }));
  return [{ path, message: sentence(issue, at(value, path)), hint: hintFor(issue, at(value, path)), isKey: false, rule: ruleOf(issue) }];
}

/** A key as a message quotes it: it may be as long as a file allows, and hold what colours a terminal. */
export function shownKey(key: string): string {
  const plain = key.slice(0, MAX_QUOTED).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "\u{fffd}");
  return key.length > MAX_QUOTED ? `${plain}…` : plain;
}

function unknownKeys(keys: readonly string[], path: readonly PropertyKey[], known: readonly string[]): FlatIssue[] {
  return keys.slice(0, MAX_KEYS).map((key) => unknownKey(path, key, known));
}

function unknownKey(path: readonly PropertyKey[], key: string, known: readonly string[]): FlatIssue {
  if (known.includes(key)) return { path: [...path, key], message: `"${key}" does not go with the other keys here`, hint: "keep the keys of one kind", isKey: true, rule: "unknown-key" };
  const hint = didYouMean(key.slice(0, MAX_QUOTED), known) ?? (known.length > 0 && known.length <= 16 ? `known here: ${known.join(", ")}` : "leave it out");
  return { path: [...path, key], message: `unknown key "${shownKey(key)}"`, hint, isKey: true, rule: "unknown-key" };
}

function ruleOf(issue: Issue): string {
  return issue.code === "custom" && typeof issue.params?.["rule"] === "string" ? issue.params["rule"] : "schema";
}

/** Of a union's branches the one the author most likely meant: it misses no key that only it has. */
function likeliestBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] {
  const cost = (issues: readonly Issue[]) => issues.reduce((sum, issue) => sum + (isForeign(issue, value) ? 100 : 1), 0);
  const likeliest = branches.reduce((best, branch) => (cost(branch) < cost(best) ? branch : best));
  // Where no branch fits, what the first of them misses is chance; the keys that none of them knows are the mistake.
  const own = likeliest.filter((issue) => !isForeign(issue, value));
  return own.length > 0 ? own : likeliest;
}

function isForeign(issue: Issue, value: unknown): boolean {
  if (issue.path.length === 0) return issue.code === "invalid_type" || issue.code === "invalid_value" || issue.code === "invalid_format";
  return issue.path.length === 1 && at(value, issue.path) === undefined;
}

function sentence(issue: Issue, value: unknown): string {
  if (issue.code === "invalid_type" && value === undefined) return `missing, wants ${article(issue.expected)}`;
  if (issue.code === "invalid_type") return `wants ${article(issue.expected)}, found ${article(kindOf(value))}`;
  if (issue.code === "invalid_value" && typeof value === "string") return `unknown value ${JSON.stringify(shownKey(value.slice(0, 40)))}`;
  if (issue.code === "too_small") return issue.minimum === 1 && issue.origin === "string" ? "wants a text that is not empty" : `wants ${issue.inclusive === false ? "more than" : "at least"} ${amount(issue.minimum, issue.origin)}`;
  if (issue.code === "too_big") return `wants ${issue.inclusive === false ? "less than" : "at most"} ${amount(issue.maximum, issue.origin)}`;
  if (issue.code === "invalid_format") return FORMATS[issue.format] ?? issue.message;
  return issue.code === "invalid_union" ? "wants one of the kinds that there are" : issue.message;
}

/** `300 characters`, `1 item`; a number by itself. */
function amount(count: number | bigint, origin: string): string {
  const unit = { string: "character", array: "item", set: "item", record: "key", object: "key", map: "key" }[origin];
  return unit === undefined ? String(count) : `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  email: "wants a mail address, like privacy@acme.example",
  url: "wants a whole address, like https://www.acme.example/privacy",
  datetime: "wants a time in UTC, like 2026-08-07T10:00:00Z",
};

function hintFor(issue: Issue, value: unknown): string | undefined {
  if (issue.code === "custom" && typeof issue.params?.["hint"] === "string") return issue.params["hint"];
  if (issue.code !== "invalid_value") return undefined; // its sentence says what it wants
  const known = issue.values.map(String);
  return (typeof value === "string" ? didYouMean(value.slice(0, MAX_QUOTED), known) : undefined) ?? `known here: ${known.join(", ")}`;
}

function article(kind: string): string {
  if (kind === "undefined" || kind === "null") return "nothing";
  const name = { record: "map", object: "map", array: "list", string: "text", int: "whole number" }[kind] ?? kind;
  return `a ${name}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = value;
  for (const part of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

/** The keys that the schema knows at a path: of the branch that fits the value best, where there are several. */
function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  const present = at(value, path);
  const keys = Object.keys(typeof present === "object" && present !== null ? present : {});
  const shapes = schemasAt(schema, path).flatMap(objectsIn).map((object) => Object.keys(object.shape));
  const shared = (shape: string[]) => shape.filter((key) => keys.includes(key)).length;
  const most = Math.max(0, ...shapes.map(shared));
  return [...new Set(shapes.filter((shape) => shared(shape) === most).flat())];
}

function schemasAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType[] {
  const [part, ...rest] = path;
  if (part === undefined) return [schema];
  return unwrap(schema).flatMap((inner): z.core.$ZodType[] => {
    if (inner instanceof z.ZodArray) return schemasAt(inner.element, rest);
    if (inner instanceof z.ZodRecord) return schemasAt(inner.valueType, rest);
    if (!(inner instanceof z.ZodObject)) return [];
    const next: unknown = Object.hasOwn(inner.shape, part) ? Reflect.get(inner.shape, part) : undefined;
    return next instanceof z.ZodType ? schemasAt(next, rest) : [];
  });
}

function objectsIn(schema: z.core.$ZodType): z.ZodObject[] {
  return unwrap(schema).filter((inner) => inner instanceof z.ZodObject);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  if (schema instanceof z.ZodLazy) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return unwrap(schema.unwrap());
  return [schema];
}
