import { PlaybookError, PolicyError } from "../base/errors.ts";
import { applyFilter } from "../catalog/filters.ts";
import { readTemplate, type TemplatePart } from "../catalog/template.ts";
import { disclosedBy, type DisclosedField, type TemplateField } from "../subject/fields.ts";
import type { StageJob } from "./desk.ts";

/** Text with its holes filled and the fields that went into it, or the fields that stand in the way. */
export type Rendered =
  | { readonly kind: "text"; readonly text: string; readonly fields: readonly DisclosedField[] }
  | { readonly kind: "missing"; readonly missing: readonly MissingField[] };

export interface MissingField {
  readonly field: TemplateField;
  readonly why: "disclosure" | "approval";
}

/** Not everybody has one, and a form takes it empty. */
const MAY_BE_EMPTY: readonly TemplateField[] = ["name.middle", "name.suffix", "authority.citation"];

export function renderText(template: string, job: StageJob): Rendered {
  return render(template, job, (value) => value);
}

/**
 * An address with its holes filled. Values are encoded for where they stand, so that a scraped name can't add a path, a
 * query or a fragment; the host is written out in every playbook (the schema sees to it).
 */
export function renderUrl(template: string, job: StageJob): Rendered {
  return render(template, job, (value, before) => (/[?#]/.test(before) ? encodeURIComponent(value) : encodeSegment(value)));
}

/** The one place where a field becomes text: what the stage does not declare is never looked up, let alone typed. */
function render(template: string, job: StageJob, encode: (value: string, before: string) => string): Rendered {
  const missing: MissingField[] = [];
  const fields = new Set<DisclosedField>();
  let text = "";
  for (const part of partsOf(template)) {
    if ("text" in part) {
      text += part.text;
      continue;
    }
    const answer = declaredAnswer(part.field, job);
    if (answer.kind === "send") {
      text += encode(filtered(answer.value, part), text);
      for (const field of disclosedBy(part.field)) fields.add(field);
    } else if (part.filters.some(({ name }) => name === "default")) {
      text += encode(filtered("", part), text);
    } else if (!(answer.kind === "unknown" && MAY_BE_EMPTY.includes(part.field))) {
      missing.push({ field: part.field, why: answer.kind === "withheld" ? answer.reason : "disclosure" });
    }
  }
  return missing.length > 0 ? { kind: "missing", missing } : { kind: "text", text, fields: [...fields] };
}

function filtered(value: string, { filters }: Extract<TemplatePart, { field: unknown }>): string {
  return filters.reduce((text, filter) => applyFilter(filter, text), value);
}

function declaredAnswer(field: TemplateField, job: StageJob): ReturnType<StageJob["lookup"]> {
  const declared = job.playbook.playbook.discloses[job.stage];
  const undeclared = disclosedBy(field).find((disclosed) => !declared.includes(disclosed));
  if (undeclared !== undefined) {
    throw new PolicyError(`${job.playbook.file}: the ${job.stage} stage would send "${undeclared}", which it does not declare`, { hint: `add it to discloses.${job.stage}, or do not send it` });
  }
  return job.lookup(field);
}

function partsOf(template: string): readonly TemplatePart[] {
  const read = readTemplate(template);
  if ("message" in read) throw new PlaybookError(`a template ${read.message}`, { hint: read.hint });
  return read.parts;
}

/** A segment of dots would climb the path: its dots are encoded twice over, since browsers decode `%2e` back to a dot. */
function encodeSegment(value: string): string {
  const encoded = encodeURIComponent(value);
  return /^\.{1,2}$/.test(value) ? encoded.replaceAll(".", "%252e") : encoded;
}
