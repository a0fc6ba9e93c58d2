import { readChoice, readEntry } from "../../catalog/choice.ts";
import { STAGES, type Playbook, type Stage } from "../../catalog/playbook.ts";
import type { Step } from "../../catalog/step.ts";
import { placedSteps, type PlacedStep } from "../../catalog/walk-steps.ts";
import { fieldsOf } from "../../catalog/template.ts";
import type { TemplateField } from "../../subject/fields.ts";

export type UseKind = "control" | "box" | "button" | "submit" | "challenge" | "sign" | "rows";

/** A locator where a playbook uses it, and what it is there for. */
export interface Use {
  readonly locator: string;
  readonly kind: UseKind;
  /** What would be typed into it. */
  readonly field: TemplateField | undefined;
  /** As `optOut.steps[2].fill`. */
  readonly step: string;
  readonly path: readonly (string | number)[];
  /** The locator is a key of the file, and not a value. */
  readonly isKey: boolean;
}

/** Steps that one page is there for: from a `goto` to the next, or to the end of the stage. */
export interface Segment {
  readonly stage: Stage;
  /** The address of its `goto`, holes and all; empty where a mail led there. */
  readonly address: string;
  readonly uses: readonly Use[];
}

/** What a playbook expects of each of its pages. What is optional, or hangs on a condition, is no drift when it is missing. */
export function segmentsOf(playbook: Playbook): Segment[] {
  return STAGES.flatMap((stage) => {
    const segments: { stage: Stage; address: string; uses: Use[] }[] = [];
    for (const placed of placedSteps(playbook, stage)) {
      const isNew = "goto" in placed.step || segments.length === 0;
      if (isNew) segments.push({ stage, address: "goto" in placed.step ? placed.step.goto : "", uses: [] });
      if (placed.step.optional !== true && !placed.path.includes("if")) segments.at(-1)?.uses.push(...usesIn(placed));
    }
    return segments.filter(({ uses }) => uses.length > 0);
  });
}

function usesIn({ step, id, path }: PlacedStep): Use[] {
  const at = (kind: UseKind, locator: string, ...rest: (string | number)[]): Use => ({ locator, kind, field: undefined, step: id, path: [...path, ...rest], isKey: false });
  return [...verbUses(step, at), ...withinUses(step, at)];
}

type At = (kind: UseKind, locator: string, ...rest: (string | number)[]) => Use;

function verbUses(step: Step, at: At): Use[] {
  if ("fill" in step) return Object.entries(step.fill).map(([locator, entry]) => ({ ...at("control", locator, "fill", locator), field: fieldsOf(readEntry(entry).template)[0], isKey: true }));
  if ("select" in step) return Object.entries(step.select).map(([locator, choice]) => ({ ...at("control", locator, "select", locator), field: fieldsOf(readChoice(choice).template)[0], isKey: true }));
  if ("check" in step) return typeof step.check === "string" ? [at("box", step.check, "check")] : step.check.map((locator, i) => at("box", locator, "check", i));
  if ("click" in step) return typeof step.click === "string" ? [at("button", step.click, "click")] : "at" in step.click && step.click.in === undefined ? [at("button", step.click.at, "click", "at")] : [];
  if ("human" in step) return "captcha" in step.human ? [at("challenge", step.human.captcha, "human", "captcha")] : [];
  if ("submit" in step) return step.submit.in === "row" ? [] : [at("submit", step.submit.click, "submit", "click")];
  if ("extract" in step) return [at("rows", step.extract.each, "extract", "each")];
  return "expect" in step && typeof step.expect === "string" ? [at("sign", step.expect, "expect")] : [];
}

function withinUses(step: Step, at: At): Use[] {
  const within = "in" in step ? step.in : undefined;
  return typeof within === "string" && within !== "row" ? [at("sign", within, "in")] : [];
}
