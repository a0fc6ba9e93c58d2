import type { ExtractField, FieldWish } from "../../catalog/extract.ts";
import { addressPart } from "./address-part.ts";
import { findMark, matchesOf, splitAt } from "./marks.ts";

/** What the playbook makes of the texts a field found: what follows, what precedes, the list's items, the pattern's part. */
export function refine(texts: readonly string[], field: ExtractField): string[] {
  if (typeof field === "string") return [...texts];
  const { part, split, items, pattern } = field;
  return texts
    .flatMap((text) => (part === undefined ? [text] : addressPart(text, part)))
    .flatMap((text) => cut(text, field))
    .flatMap((text) => (split === undefined ? [text] : splitAt(text, split)))
    .flatMap((text) => (items === undefined ? [text] : matchesOf(text, items)))
    .flatMap((text) => (pattern === undefined ? [text] : matchesOf(text, pattern).slice(0, 1)))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** A text without the word that it should be cut at is not the text that was meant. */
function cut(text: string, { after, before, orWhole }: Pick<FieldWish, "after" | "before" | "orWhole">): string[] {
  const start = after === undefined ? 0 : (findMark(text, after)?.end ?? (orWhole ? 0 : undefined));
  if (start === undefined) return [];
  const rest = text.slice(start);
  // A list's last item often lacks what parts it from the next, so a missing `before` keeps the whole.
  return [rest.slice(0, before === undefined ? undefined : findMark(rest, before)?.start)];
}
