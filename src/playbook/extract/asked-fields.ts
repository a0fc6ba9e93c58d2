import { EXTRACT_KEYS, PLACE_PARTS, isInParts, type Extract, type ExtractField, type ExtractKey, type PlacePart } from "../../catalog/extract.ts";
import type { RawRow } from "../raw-row.ts";
import { placesInParts, type PartTexts } from "./places-in-parts.ts";
import { refine } from "./refine.ts";

/** One thing to read of a row, and what it is. */
export interface AskedField {
  readonly name: { readonly key: ExtractKey } | { readonly key: ExtractKey; readonly part: PlacePart } | { readonly extra: string };
  readonly field: ExtractField;
}

export function askedFields({ fields }: Extract): AskedField[] {
  const known = EXTRACT_KEYS.flatMap((key): AskedField[] => {
    const field = fields[key];
    if (field === undefined) return [];
    if (!isInParts(field)) return [{ name: { key }, field }];
    return PLACE_PARTS.flatMap((part) => (field[part] === undefined ? [] : [{ name: { key, part }, field: field[part] }]));
  });
  return [...known, ...Object.entries(fields.extras ?? {}).map(([extra, field]) => ({ name: { extra }, field }))];
}

/** What the page gave for each asked field, under the names that the playbook gave them. */
export function rawRow(values: readonly (readonly string[])[], asked: readonly AskedField[], pageUrl: string): RawRow {
  const fields: Partial<Record<ExtractKey, string[]>> = {};
  const extras: Record<string, string> = {};
  const inParts = new Map<ExtractKey, PartTexts>();
  for (const [i, { name, field }] of asked.entries()) {
    const texts = refine(isPageAddress(name, field) ? [pageUrl] : (values[i] ?? []), field);
    const [first] = texts;
    if (first === undefined) continue;
    if ("extra" in name) extras[name.extra] = first;
    else if ("part" in name) inParts.set(name.key, { ...inParts.get(name.key), [name.part]: texts });
    else fields[name.key] = texts;
  }
  for (const [key, parts] of inParts) fields[key] = placesInParts(parts);
  return { fields, extras, pageUrl };
}

/** A page of one person is often its own listing. */
function isPageAddress(name: AskedField["name"], field: ExtractField): boolean {
  const isAddress = "key" in name && (name.key === "url" || name.key === "id");
  return isAddress && typeof field !== "string" && field.from === "page" && field.at === undefined;
}
