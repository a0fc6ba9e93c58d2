import { RE2JS } from "re2js";
import type { Mark } from "../../catalog/extract.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

const compiled = new Map<string, RE2JS>();

/** Where the mark first stands in a text. */
export function findMark(text: string, mark: Mark): Span | undefined {
  if (typeof mark !== "string") return spansOf(text, mark.pattern)[0];
  const start = text.indexOf(mark);
  return start === -1 ? undefined : { start, end: start + mark.length };
}

/** The pieces of a text between the marks. */
export function splitAt(text: string, mark: Mark): string[] {
  if (typeof mark === "string") return text.split(mark);
  const spans = spansOf(text, mark.pattern);
  const ends = [...spans.map(({ start }) => start), text.length];
  return ends.map((end, i) => text.slice(spans[i - 1]?.end ?? 0, end));
}

/** The first group of every match, or all that it matched. */
export function matchesOf(text: string, pattern: string): string[] {
  const matcher = compile(pattern).matcher(text);
  const found: string[] = [];
  while (matcher.find()) {
    const part = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    if (part != null) found.push(part);
  }
  return found;
}

/** A match of nothing marks no place. */
function spansOf(text: string, pattern: string): Span[] {
  const matcher = compile(pattern).matcher(text);
  const spans: Span[] = [];
  while (matcher.find()) spans.push({ start: matcher.start(), end: matcher.end() });
  return spans.filter(({ start, end }) => end > start);
}

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, known);
  return known;
}
