import { didYouMean } from "../../base/nearest.ts";
import { finishCaptcha, lookAtCaptcha, solveCaptcha } from "./captcha.ts";
import { readClick } from "./click.ts";
import type { StepDraft, Translation } from "./context.ts";
import { branch, expectSteps, isBranch, readSigns } from "./expectation.ts";
import { readExtract } from "./extract.ts";
import { readFillForm } from "./fill-form.ts";
import type { PirPart } from "./pir-part.ts";
import { readLocator } from "./selector.ts";
import { readAddress } from "./template.ts";

const COMMON = ["id", "actionType", "dataSource", "retry"];
const SOURCES = ["userProfile", "extractedProfile", "token", "fetchedEmail", "emailData"];

type Read = (action: PirPart, by: Translation) => StepDraft[];

/** Every action of theirs, with the keys it may have. `emailConfirmation` is where a stage is cut, so the stage reads it. */
const ACTIONS: Readonly<Record<string, { readonly keys: readonly string[]; readonly read: Read }>> = {
  navigate: { keys: ["url", "ageRange", "injectCaptchaHandler"], read: (action) => [{ goto: readAddress(action, "url") }] },
  extract: { keys: ["selector", "noResultsSelector", "profile"], read: extract },
  click: { keys: ["elements", "choices", "default", "selector"], read: readClick },
  fillForm: { keys: ["selector", "elements"], read: readFillForm },
  expectation: { keys: ["expectations", "actions"], read: expectation },
  condition: { keys: ["expectations", "actions"], read: expectation },
  // The browser scrolls to what it clicks; that it is there is what is left to see.
  scroll: { keys: ["selector"], read: (action) => [{ expect: readLocator(action) }] },
  getCaptchaInfo: { keys: ["selector", "captchaType", "parent"], read: lookAtCaptcha },
  solveCaptcha: { keys: ["selector", "captchaType", "parent"], read: solveCaptcha },
  // The alias is the person's own, and the code is asked for where it is typed.
  generateEmail: { keys: [], read: () => [] },
  getEmailData: { keys: ["extract", "pollingTime"], read: emailData },
};

export function readActions(actions: readonly PirPart[], by: Translation): StepDraft[] {
  const steps: StepDraft[] = [];
  for (const [i, action] of actions.entries()) {
    if (isTaken(actions[i - 1], action)) continue;
    steps.push(...readAction(action, by, actions[i + 1]));
  }
  return [...steps, ...finishCaptcha(by)];
}

/** An extract right after a branch that extracts is what happens otherwise: the page is of one kind or of the other. */
function isTaken(before: PirPart | undefined, action: PirPart): boolean {
  return before !== undefined && action.text("actionType") === "extract" && extractsInBranch(before);
}

function extractsInBranch(action: PirPart): boolean {
  return action.text("actionType") === "condition" && action.parts("actions").some((inner) => inner.text("actionType") === "extract");
}

export function readAction(action: PirPart, by: Translation, next?: PirPart): StepDraft[] {
  const type = action.needText("actionType");
  const known = Object.hasOwn(ACTIONS, type) ? ACTIONS[type] : undefined;
  if (!known) {
    refuseUnknown(action, type);
    return [];
  }
  action.knows(...COMMON, ...known.keys);
  const source = action.text("dataSource");
  if (source !== undefined && !SOURCES.includes(source)) action.refuse(`unknown dataSource "${source}"`, { key: "dataSource", hint: didYouMean(source, SOURCES) });
  const isCaptcha = type === "getCaptchaInfo" || type === "solveCaptcha";
  const before = isCaptcha ? [] : finishCaptcha(by);
  const steps = next && isTaken(action, next) ? eitherExtract(action, next, by) : known.read(action, by);
  const [first] = steps;
  if (first && !isCaptcha) by.remarks.add(first, action.comment());
  return [...before, ...steps];
}

function refuseUnknown(action: PirPart, type: string): void {
  const never: Readonly<Record<string, string>> = { executeScript: "executeScript: a playbook never runs a script", emailConfirmation: "emailConfirmation inside a branch or a scan" };
  const known = [...Object.keys(ACTIONS), ...Object.keys(never)];
  action.refuse((Object.hasOwn(never, type) ? never[type] : undefined) ?? `unknown actionType "${type}"`, { key: "actionType", hint: known.includes(type) ? undefined : didYouMean(type, known) });
}

function extract(action: PirPart, by: Translation): StepDraft[] {
  if (by.stage !== "scan") action.refuse("extract outside a scan", { key: "actionType" });
  const { draft, remarks } = readExtract(action);
  return [by.remarks.add({ extract: draft }, ...remarks)];
}

function expectation(action: PirPart, by: Translation): StepDraft[] {
  const signs = readSigns(action);
  const inner = readActions(action.parts("actions"), by);
  if (isBranch(action, signs)) {
    if (inner.length > 0) return branch(signs, inner);
    action.refuse("a branch with nothing in it", { key: "actions" });
  }
  return [...expectSteps(action, signs, by), ...inner];
}

function eitherExtract(action: PirPart, next: PirPart, by: Translation): StepDraft[] {
  const then = readActions(action.parts("actions"), by);
  return branch(readSigns(action), then, readAction(next, by));
}

function emailData(action: PirPart): StepDraft[] {
  const unknown = action.texts("extract").filter((word) => word !== "verificationCode");
  if (unknown.length > 0) action.refuse(`"${unknown.join(", ")}" can't be read from a mail`, { key: "extract", hint: "verificationCode" });
  return [];
}
