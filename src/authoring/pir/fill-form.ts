import type { DisclosedField } from "../../subject/fields.ts";
import { fieldsNamed } from "../../playbook/controls/label-fields.ts";
import type { StepDraft, Translation } from "./context.ts";
import type { PirPart } from "./pir-part.ts";
import { readLocator } from "./selector.ts";
import { FIELDS, isSparse } from "./template.ts";

/** What of a form one step takes: text fields together, lists together, each field for a person by itself. */
type Entry = { readonly verb: "fill" | "select"; readonly at: string; readonly value: unknown } | { readonly verb: "step"; readonly step: StepDraft };

const GENERATED: Readonly<Record<string, { field: DisclosedField; what: string }>> = {
  $generated_phone_number$: { field: "phone", what: "a phone number" },
  $generated_zip_code$: { field: "address.zip", what: "a zip code" },
  $generated_street_address$: { field: "address.street", what: "a street" },
  $file_id$: { field: "idDocument", what: "a picture of an ID" },
  $generated_dob$: { field: "dateOfBirth", what: "a date of birth" },
};
/** The code that came by mail. Digits, as nearly all are; the recipe's own service finds it by itself. */
const CODE = "\\b(\\d{4,8})\\b";

export function readFillForm(action: PirPart, by: Translation): StepDraft[] {
  const form = action.has("selector") ? readLocator(action) : undefined;
  const elements = action.parts("elements");
  if (elements.length === 0) action.refuse("fills nothing", { key: "elements" });
  const entries = elements.map((element) => readElement(element.knows("type", "selector", "min", "max", "format", "multiple", "failSilently", "parent"), form, by));
  // A person is asked before anything of theirs is typed; the code of a mail stays where it comes.
  return together([...entries.filter(isForPerson), ...entries.filter((entry) => !isForPerson(entry))], form);
}

function isForPerson(entry: Entry): boolean {
  return entry.verb === "step" && "human" in entry.step;
}

function readElement(element: PirPart, form: string | undefined, by: Translation): Entry {
  const type = element.needText("type");
  const at = readLocator(element);
  if (type === "verificationCode") return { verb: "step", step: codeStep(at, by) };
  if (type.startsWith("$")) return { verb: "step", step: byHand(element, { type, at, form }) };
  const mayLack = by.stage === "scan" && isSparse(type);
  const template = mayLack ? templateFor(type, element).replace("}}", " | default:}}") : templateFor(type, element);
  if (mayLack && isList(at)) return { verb: "step", step: { select: { [at]: choiceFor(type, template) }, ...(form !== undefined && { in: form }), optional: true } };
  return isList(at) ? { verb: "select", at, value: choiceFor(type, template) } : { verb: "fill", at, value: template };
}

function templateFor(type: string, element: PirPart): string {
  if (type === "fullState") return "{{address.state | stateName}}";
  const field = Object.hasOwn(FIELDS, type) ? FIELDS[type] : undefined;
  if (!field) element.refuse(`unknown field type "${type}"`, { key: "type" });
  return `{{${field ?? type}}}`;
}

/** Theirs matches an option's value only, and fails where a list spells a state out or offers ranges of ages. */
function choiceFor(type: string, template: string): unknown {
  if (type === "state" || type === "fullState") return { state: template };
  return type === "age" || type === "birthYear" ? { range: template } : template;
}

function isList(at: string): boolean {
  return /(?:^|[\s>+~])select(?:[.#:[][^\s]*)?$/i.test(at) || /\/select(?:\[[^/]*\]|\[.*\])?$/i.test(at);
}

/** A made-up value is never typed: the field is named to the person. */
function byHand(element: PirPart, { type, at, form }: { type: string; at: string; form: string | undefined }): StepDraft {
  const { field, what } = (Object.hasOwn(GENERATED, type) ? GENERATED[type] : undefined) ?? numberMeant(element, type, at);
  const say = `Their form wants ${what}. The recipe makes one up and unlist never does: put in what you are willing to give, or leave this broker.`;
  return { human: { field, at, ...(form !== undefined && { in: form }), say } };
}

/** A random number stands for a part of a date, or for what its control is called. */
function numberMeant(element: PirPart, type: string, at: string): { field: DisclosedField; what: string } {
  if (type !== "$generated_random_number$") {
    element.refuse(`unknown generated value "${type}"`, { key: "type" });
    return { field: "dateOfBirth", what: "something" };
  }
  const [named] = fieldsNamed([at.replace(/[^A-Za-z]+/g, " ")]);
  const isDate = /month|day|year|birth|dob/i.test(at) || ["12", "28", "30", "31"].includes(element.text("max") ?? "");
  if (isDate) return { field: "dateOfBirth", what: "a part of a date of birth" };
  if (named !== undefined) return { field: named, what: `a number (${named})` };
  element.refuse("a random number for a control that does not say what it is", { key: "selector" });
  return { field: "dateOfBirth", what: "a number" };
}

function codeStep(at: string, by: Translation): StepDraft {
  return by.remarks.add({ email: { from: by.domain, code: CODE, fill: at }, assumed: true, note: "The recipe does not say who sends the mail, or what its code looks like." });
}

function together(entries: readonly Entry[], form: string | undefined): StepDraft[] {
  const steps: { verb: string; step: Record<string, unknown> }[] = [];
  for (const entry of entries) {
    if (entry.verb === "step") {
      steps.push({ verb: "step", step: { ...entry.step } });
      continue;
    }
    const open = steps.at(-1);
    const held = open?.step[entry.verb];
    if (open?.verb === entry.verb && typeof held === "object" && held !== null && !(entry.at in held)) open.step[entry.verb] = { ...held, [entry.at]: entry.value };
    else steps.push({ verb: entry.verb, step: { [entry.verb]: { [entry.at]: entry.value }, ...(form !== undefined && { in: form }) } });
  }
  return steps.map(({ step }) => step);
}

