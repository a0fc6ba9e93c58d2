import { didYouMean } from "../base/nearest.ts";
import { shownKey } from "../base/zod-issues.ts";
import { TEMPLATE_FIELDS, isTemplateField, type TemplateField } from "../subject/fields.ts";
import { FILTER_NAMES, isFilterName, wantsArgument, type FilterCall } from "./filters.ts";
import { readRange } from "./ranges.ts";

/** A text with holes for the person's fields: `/{{name.first | slug}}/`. */
export interface Template {
  readonly parts: readonly TemplatePart[];
}
export type TemplatePart = { readonly text: string } | { readonly field: TemplateField; readonly filters: readonly FilterCall[] };

export interface TemplateFault {
  readonly message: string;
  readonly hint?: string | undefined;
}

const HOLE = /\{\{([^{}]*)\}\}/g;

/** Reads a template; what can't be read comes back as a fault, since the caller knows the place in the file. */
export function readTemplate(source: string): Template | TemplateFault {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const hole of source.matchAll(HOLE)) {
    if (hole.index > end) parts.push({ text: source.slice(end, hole.index) });
    const read = readHole(hole[1] ?? "");
    if ("message" in read) return read;
    parts.push(read);
    end = hole.index + hole[0].length;
  }
  if (end < source.length) parts.push({ text: source.slice(end) });
  if (parts.some((part) => "text" in part && /\{\{|\}\}/.test(part.text))) return { message: "has braces that do not pair", hint: "write {{field}} or {{field | filter}}" };
  return { parts };
}

/** The fields a template hands over. */
export function fieldsOf(source: string): TemplateField[] {
  const template = readTemplate(source);
  return "message" in template ? [] : template.parts.flatMap((part) => ("field" in part ? [part.field] : []));
}

function readHole(hole: string): TemplatePart | TemplateFault {
  const [field = "", ...filters] = hole.split("|").map((word) => word.trim());
  if (!isTemplateField(field)) return { message: `unknown field "${shownKey(field)}"`, hint: didYouMean(field.slice(0, 80), TEMPLATE_FIELDS) ?? `fields: ${TEMPLATE_FIELDS.join(", ")}` };
  const calls = filters.map(readCall);
  const fault = calls.find((call) => "message" in call);
  return fault ?? { field, filters: calls.filter((call) => "name" in call) };
}

/** `spaces:_`; what stands behind the colon is taken as it is, but for the blanks around it. */
function readCall(written: string): FilterCall | TemplateFault {
  const colon = written.indexOf(":");
  const name = (colon === -1 ? written : written.slice(0, colon)).trim();
  if (!isFilterName(name)) return { message: `unknown filter "${shownKey(name)}"`, hint: didYouMean(name.slice(0, 80), FILTER_NAMES) ?? `filters: ${FILTER_NAMES.join(", ")}` };
  if (!wantsArgument(name)) return colon === -1 ? { name } : { message: `filter "${name}" takes nothing behind a colon`, hint: name };
  if (colon === -1) return { message: `filter "${name}" wants a word behind a colon`, hint: `${name}:${name === "ageRange" ? "18-30,31-50,51+" : "_"}` };
  const argument = written.slice(colon + 1).trim();
  const odd = name === "ageRange" ? argument.split(",").find((range) => readRange(range) === undefined) : undefined;
  return odd === undefined ? { name, argument } : { message: `"${shownKey(odd.trim())}" is no range`, hint: "write 18-30,31-50,51+" };
}
