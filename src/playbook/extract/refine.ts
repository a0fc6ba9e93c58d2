import { RE2JS } from "re2js";
import type { ExtractField } from "../../catalog/step.ts";

/** What the playbook makes of the texts a field found: what follows, what precedes, the pattern's part, the list's items. */
export function refine(texts: readonly string[], field: ExtractField): string[] {
  if (typeof field === "string") return [...texts];
  return texts
    .flatMap((text) => cut(text, field))
    .flatMap((text) => (field.split === undefined ? [text] : text.split(field.split)))
    .flatMap((text) => (field.pattern === undefined ? [text] : matched(text, field.pattern)))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** A text without the word that it should be cut at is not the text that was meant. */
function cut(text: string, { after, before }: { after?: string | undefined; before?: string | undefined }): string[] {
  const start = after === undefined ? 0 : text.indexOf(after);
  if (start === -1) return [];
  const rest = text.slice(start + (after?.length ?? 0));
  const end = before === undefined ? rest.length : rest.indexOf(before);
  // A list's last item often lacks what parts it from the next, so a missing `before` keeps the whole.
  return [end === -1 ? rest : rest.slice(0, end)];
}

const compiled = new Map<string, RE2JS>();

function matched(text: string, pattern: string): string[] {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, known);
  const matcher = known.matcher(text);
  if (!matcher.find()) return [];
  const part = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  return part == null ? [] : [part];
}
