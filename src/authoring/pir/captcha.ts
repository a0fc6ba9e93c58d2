import type { PendingCaptcha, StepDraft, Translation } from "./context.ts";
import type { PirPart } from "./pir-part.ts";
import { chooseRow } from "./choose-row.ts";
import { readLocator } from "./selector.ts";

interface Kind {
  readonly kind: string;
  readonly hosts: readonly string[];
  /** Its answer is typed. */
  readonly isTyped?: true;
}

const GOOGLE = ["www.google.com", "www.gstatic.com"];
const KINDS: Readonly<Record<string, Kind>> = {
  recaptcha2: { kind: "recaptcha", hosts: GOOGLE },
  recaptcha: { kind: "recaptcha", hosts: GOOGLE },
  recaptchaEnterprise: { kind: "recaptcha", hosts: ["www.google.com", "www.gstatic.com", "recaptcha.net"] },
  cloudFlareTurnstile: { kind: "turnstile", hosts: ["challenges.cloudflare.com"] },
  hcaptcha: { kind: "hcaptcha", hosts: ["hcaptcha.com", "js.hcaptcha.com", "newassets.hcaptcha.com"] },
  hCaptcha: { kind: "hcaptcha", hosts: ["hcaptcha.com", "js.hcaptcha.com", "newassets.hcaptcha.com"] },
  image: { kind: "image", hosts: [], isTyped: true },
  "red-circle": { kind: "image", hosts: [], isTyped: true },
  "basic-math": { kind: "sum", hosts: [], isTyped: true },
};

/** Looked at here, answered by `solveCaptcha`: the two are one step for a person. */
export function lookAtCaptcha(action: PirPart, by: Translation): StepDraft[] {
  const left = finishCaptcha(by);
  by.captcha = pending(action, by);
  return left;
}

/** Nobody solves it by machine: a person does, or it passes by itself. */
export function solveCaptcha(action: PirPart, by: Translation): StepDraft[] {
  const own = pending(action, by);
  const shown = by.captcha ?? own;
  by.captcha = undefined;
  return captchaSteps({ ...shown, kind: shown.kind ?? own.kind }, own.at === shown.at ? undefined : own.at, by);
}

/** One that nothing solves is a person's all the same. */
export function finishCaptcha(by: Translation): StepDraft[] {
  const left = by.captcha;
  by.captcha = undefined;
  return left ? captchaSteps(left, undefined, by) : [];
}

function pending(action: PirPart, by: Translation): PendingCaptcha {
  const type = action.text("captchaType");
  if (type !== undefined && !Object.hasOwn(KINDS, type)) action.refuse(`unknown captchaType "${type}"`, { key: "captchaType", hint: Object.keys(KINDS).join(", ") });
  return { at: readLocator(action), kind: type, comment: action.comment(), ...scope(action, by) };
}

function scope(action: PirPart, by: Translation): { within: string | undefined; before: readonly StepDraft[] } {
  const row = chooseRow(action, by);
  return row ?? { within: undefined, before: [] };
}

function captchaSteps({ at, kind, within, before, comment }: PendingCaptcha, answer: string | undefined, by: Translation): StepDraft[] {
  const known = (kind === undefined ? undefined : KINDS[kind]) ?? guess(at);
  for (const host of known.hosts) by.challenge.add(host);
  const named = kind === undefined ? {} : { kind: known.kind };
  const typed = answer !== undefined && (known.isTyped || kind === undefined) ? { answer } : {};
  const step: StepDraft = { human: { captcha: at, ...named, ...typed, ...(within !== undefined && { in: within }) } };
  return [...before, by.remarks.add(step, comment)];
}

/** The recipe left it to their engine to find out. */
function guess(selector: string): Kind {
  if (/hcaptcha|h-captcha/i.test(selector)) return { kind: "hcaptcha", hosts: KINDS["hcaptcha"]?.hosts ?? [] };
  return /turnstile|cf-/i.test(selector) ? { kind: "turnstile", hosts: ["challenges.cloudflare.com"] } : { kind: "recaptcha", hosts: GOOGLE };
}
