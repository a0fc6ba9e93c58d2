import type { StepDraft, Translation } from "./context.ts";
import type { PirPart } from "./pir-part.ts";
import { isXPath, locator, readLocator, speaksOfChallenge, withWords } from "./selector.ts";

/** One thing that their `expectation` or `condition` waits for. */
export interface SignDraft {
  readonly part: PirPart;
  readonly kind: "element" | "text" | "url";
  readonly at: string;
  readonly words: string;
  readonly within: string | undefined;
  readonly mayFail: boolean;
}

/** How long a branch waits for its sign: long enough to be drawn, short enough to be missing on every visit. */
const BRANCH_PATIENCE = "3s";
const CLOUDFLARE = /cdn-cgi\/challenge|_cf_chl_opt|cf-turnstile|cf_captcha|challenges\.cloudflare/i;

export function readSigns(action: PirPart): SignDraft[] {
  const parts = action.parts("expectations");
  if (parts.length === 0) action.refuse("expects nothing", { key: "expectations" });
  return parts.map((part) => readSign(part.knows("type", "selector", "expect", "parent", "failSilently")));
}

function readSign(part: PirPart): SignDraft {
  const type = part.text("type");
  const kind = type === "text" || type === "url" ? type : "element";
  if (type !== "text" && type !== "url" && type !== "element") part.refuse(`unknown expectation type "${type ?? ""}"`, { key: "type", hint: "text, element or url" });
  const parent = part.text("parent");
  return {
    part,
    kind,
    at: kind === "url" ? "" : readLocator(part),
    words: kind === "element" ? "" : part.needText("expect"),
    within: parent === undefined ? undefined : locator(parent),
    mayFail: part.flag("failSilently"),
  };
}

/** Waits for each in turn: all of them must come. */
export function expectSteps(action: PirPart, signs: readonly SignDraft[], by: Translation): StepDraft[] {
  const within = patienceOf(action);
  for (const { at } of signs) if (CLOUDFLARE.test(at)) by.challenge.add("challenges.cloudflare.com");
  return signs.map((sign) => ({ ...expectStep(sign, within), ...(sign.mayFail && { optional: true }) }));
}

function expectStep(sign: SignDraft, patience: string | undefined): StepDraft {
  const wait = patience === undefined ? {} : { within: patience };
  if (sign.kind === "url") return { expect: { url: sign.words, ...wait } };
  if (sign.kind === "element" && speaksOfChallenge(sign.at)) return { settle: plainIfAlone(settled(sign), "until", wait) };
  if (sign.kind === "text" && sign.within === undefined && withWords(sign.at, "") === "text=") return { expect: plainIfAlone({ at: withWords(sign.at, sign.words) }, "at", wait) };
  const at = { at: sign.at, ...(sign.within !== undefined && { in: sign.within }), ...(sign.kind === "text" && { text: sign.words }) };
  return { expect: plainIfAlone(at, "at", wait) };
}

function plainIfAlone(wish: Readonly<Record<string, string>>, key: string, wait: object): unknown {
  const whole = { ...wish, ...wait };
  return Object.keys(whole).length === 1 ? wish[key] : whole;
}

/** A challenge leaves its token in a hidden field, and what can't be seen is no sign of ours: what holds it is. */
function settled({ at, within }: SignDraft): Readonly<Record<string, string>> {
  const [, token] = /^\.?\/\/(input\b.*)$/s.exec(at) ?? [];
  if (token !== undefined) {
    if (within === undefined) return { until: `//body[.//${token}]` };
    return isXPath(within) ? { until: `${within.includes("|") ? `(${within})` : within}[.//${token}]` } : { until: `xpath=self::*[.//${token}]`, in: within };
  }
  const isHidden = /^input\b/.test(at);
  if (isHidden && (within === undefined || !isXPath(within))) return { until: `${within ?? "body"}:has(${at})` };
  return { until: at, ...(within !== undefined && { in: within }) };
}

/** The sign as one locator, for the words that confirm a request; an address confirms nothing. */
export function confirmation(sign: SignDraft): string | undefined {
  if (sign.kind === "url" || sign.mayFail || (sign.kind === "element" && speaksOfChallenge(sign.at))) return undefined;
  const at = sign.kind === "text" ? withWords(sign.at, sign.words) : sign.at;
  return sign.within === undefined ? at : inside(sign.within, at);
}

function inside(parent: string, at: string): string {
  if (at.startsWith("text=")) return `${parent}:has-text(${JSON.stringify(at.slice("text=".length))})`;
  if (isXPath(parent) && isXPath(at)) return `${parent.includes("|") ? `(${parent})` : parent}${at.replace(/^\.(?=\/)/, "")}`;
  return isXPath(parent) || isXPath(at) ? `${parent} >> ${at}` : `${parent} ${at}`;
}

/** The branch that is taken where every sign shows. */
export function branch(signs: readonly SignDraft[], then: readonly StepDraft[], otherwise: readonly StepDraft[] = []): StepDraft[] {
  const [sign, ...others] = signs;
  if (!sign) return [...then];
  const inner = branch(others, then, otherwise);
  if (sign.kind === "url") {
    sign.part.refuse("a branch that hangs on the page's address", { hint: "name something that the page shows" });
    return inner;
  }
  const there = sign.kind === "text" ? withWords(sign.at, sign.words) : sign.at;
  return [{ if: { there, ...(sign.within !== undefined && { in: sign.within }), within: BRANCH_PATIENCE, then: inner, ...(otherwise.length > 0 && { else: otherwise }) } }];
}

/** `retry` counts only where it says that it is for the web; their engine passes over any other. */
function patienceOf(action: PirPart): string | undefined {
  const retry = action.part("retry");
  const interval = retry?.part("interval")?.number("ms");
  const attempts = retry?.number("maxAttempts");
  if (retry?.text("environment") !== "web" || interval === undefined || attempts === undefined) return undefined;
  return `${Math.max(1, Math.ceil((interval * attempts) / 1000))}s`;
}

export function isBranch(action: PirPart, signs: readonly SignDraft[]): boolean {
  return action.text("actionType") === "condition" || (action.has("actions") && signs.every(({ mayFail }) => mayFail));
}

