import { didYouMean } from "../../base/nearest.ts";
import { stateCode } from "../../subject/us-states.ts";
import type { StepDraft, Translation } from "./context.ts";
import type { PirPart } from "./pir-part.ts";
import { FIELDS } from "./template.ts";

type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";
const OPERATORS: Readonly<Record<string, Operator>> = { "=": "=", "==": "=", "===": "=", "!=": "!=", "!==": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" };
const TURNED: Readonly<Record<Operator, Operator>> = { "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** What a branch asks of the subject, and whether it is taken when that does not hold. */
interface Question {
  readonly subject: Readonly<Record<string, unknown>>;
  readonly isTurned: boolean;
}

/** `choices`: the first that holds is clicked, as a chain of branches on the subject. */
export function choiceSteps(action: PirPart, by: Translation, clicks: (part: PirPart) => StepDraft[]): StepDraft[] {
  const fallback = action.part("default")?.knows("elements");
  const otherwise = fallback ? clicks(fallback) : [];
  const chain = action.parts("choices").reduceRight((rest, choice) => oneChoice(choice.knows("condition", "elements"), clicks(choice), rest), otherwise);
  const [first] = chain;
  if (first && comparesNumbers(action)) by.remarks.add(first, "Compared as numbers: their engine compares texts, by which 9 is more than 45.");
  return chain;
}

function oneChoice(choice: PirPart, then: readonly StepDraft[], rest: readonly StepDraft[]): StepDraft[] {
  const question = questionOf(choice);
  if (!question) return [];
  const [yes, no] = question.isTurned ? [rest, then] : [then, rest];
  if (yes.length > 0) return [{ if: { subject: question.subject, then: yes, ...(no.length > 0 && { else: no }) } }];
  choice.refuse("is clicked only where its condition does not hold, and there is nothing to do otherwise", { hint: "turn the condition round" });
  return [];
}

function questionOf(choice: PirPart): Question | undefined {
  const condition = choice.part("condition")?.knows("left", "operation", "right");
  if (!condition) {
    choice.refuse("has no condition");
    return undefined;
  }
  const [left, operation, right] = [condition.needText("left").trim(), condition.needText("operation").trim(), condition.needText("right").trim()];
  const operator = OPERATORS[operation];
  if (!operator) {
    condition.refuse(`unknown operation "${operation}"`, { key: "operation", hint: didYouMean(operation, Object.keys(OPERATORS)) ?? Object.keys(OPERATORS).join(" ") });
    return undefined;
  }
  const question = isHole(left) ? ask(left, operator, right) : isHole(right) ? ask(right, TURNED[operator], left) : undefined;
  if (!question) condition.refuse(`"${left} ${operation} ${right}" can't be asked of a person`, { hint: "an age and a number, a state, or whether there is a value" });
  return question;
}

function isHole(text: string): boolean {
  return /^\$\{[^{}]+\}$/.test(text);
}

function ask(hole: string, operator: Operator, value: string): Question | undefined {
  const key = hole.slice(2, -1).split("|", 1)[0]?.trim() ?? "";
  const isTurned = operator === "!=";
  const isEquality = operator === "=" || isTurned;
  if (key === "age" && /^\d{1,3}$/.test(value)) return { subject: { age: ages(operator, Number(value)) }, isTurned };
  const state = key === "state" && isEquality ? stateCode(value) : undefined;
  if (state !== undefined) return { subject: { state: [state] }, isTurned };
  const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
  return field !== undefined && value === "" && isEquality ? { subject: { has: field }, isTurned: operator === "=" } : undefined;
}

function ages(operator: Operator, age: number): { from?: number; to?: number } {
  switch (operator) {
    case ">=":
      return { from: age };
    case ">":
      return { from: age + 1 };
    case "<=":
      return { to: age };
    case "<":
      return { to: age - 1 };
    default:
      return { from: age, to: age };
  }
}

function comparesNumbers(action: PirPart): boolean {
  return action.parts("choices").some((choice) => ["<", "<=", ">", ">="].includes(choice.part("condition")?.text("operation") ?? ""));
}
