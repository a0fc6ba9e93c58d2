import { readAction, readActions } from "./actions.ts";
import { finishCaptcha } from "./captcha.ts";
import type { StepDraft, Translation } from "./context.ts";
import { confirmation, expectSteps, readSigns, type SignDraft } from "./expectation.ts";
import type { PirPart } from "./pir-part.ts";

export interface OptOutDraft {
  readonly optOut: readonly StepDraft[];
  readonly confirm: readonly StepDraft[];
}

/** A form opt-out: up to the mail it is `optOut`, from the mail on `confirm`. */
export function readOptOut(step: PirPart, by: (stage: "optOut" | "confirm") => Translation): OptOutDraft {
  const segments = cutAtMails(step.parts("actions"));
  const [first = [], ...afterMails] = segments.map(({ actions }) => actions);
  const optOut = sending(first, by("optOut"));
  if (!optOut) (first.findLast(isClick) ?? step).refuse("nothing on the page confirms this opt-out: no click is followed by an expectation of a text or an element", { hint: "end it with the words that the site shows when it has taken the request" });
  const mails = segments.flatMap(({ mail }) => mail ?? []);
  return { optOut: optOut ?? [], confirm: afterMails.flatMap((actions, i) => afterMail(mails[i], actions, by("confirm"))) };
}

interface Segment {
  /** The `emailConfirmation` that it follows. */
  readonly mail?: PirPart;
  readonly actions: readonly PirPart[];
}

function cutAtMails(actions: readonly PirPart[]): Segment[] {
  const places = actions.flatMap((action, i) => (action.text("actionType") === "emailConfirmation" ? [i] : []));
  return [0, ...places].map((start, n) => {
    const mail = n === 0 ? undefined : actions[start];
    return { ...(mail && { mail }), actions: actions.slice(mail ? start + 1 : 0, places[n] ?? actions.length) };
  });
}

/** The steps of a segment whose last confirmed click is the one that sends. Nothing where no click is confirmed. */
function sending(actions: readonly PirPart[], by: Translation): StepDraft[] | undefined {
  const at = findSubmit(actions);
  if (!at) {
    const steps = readActions(actions, by); // all the same, for what else is to be refused
    return actions.some(isClick) || by.stage === "optOut" ? undefined : steps;
  }
  const steps = readActions(actions.slice(0, at.click), by);
  const click = actions[at.click];
  const clicks = click ? [...finishCaptcha(by), ...readAction(click, by)] : [];
  const between = actions.slice(at.click + 1, at.confirmed);
  steps.push(...submitted(clicks, at, by), ...readActions(between, by));
  return [...steps, ...rest(at, by), ...readActions(actions.slice(at.confirmed + 1), by)];
}

interface Submit {
  readonly click: number;
  readonly confirmed: number;
  readonly action: PirPart;
  readonly expectation: PirPart;
  readonly signs: readonly SignDraft[];
  readonly sign: SignDraft;
  readonly words: string;
}

function findSubmit(actions: readonly PirPart[]): Submit | undefined {
  const click = actions.findLastIndex(isClick);
  const action = actions[click];
  if (!action) return undefined;
  for (const [i, expectation] of actions.entries()) {
    if (i <= click || expectation.text("actionType") !== "expectation" || expectation.has("actions")) continue;
    const signs = readSigns(expectation);
    for (const sign of signs) {
      const words = confirmation(sign);
      if (words !== undefined) return { click, confirmed: i, action, expectation, signs, sign, words };
    }
  }
  return undefined;
}

function isClick(action: PirPart): boolean {
  return action.text("actionType") === "click";
}

/** The last of its clicks becomes the irreversible step. */
function submitted(clicks: readonly StepDraft[], { action, words }: Submit, by: Translation): StepDraft[] {
  const last = clicks.at(-1);
  const wish = last?.["click"];
  const where = typeof wish === "string" ? { at: wish } : wish;
  if (!last || !isWhere(where) || where.all === true) {
    action.refuse("the click that sends the form must be one control", { hint: "not choices, not several matches, not a box to tick" });
    return [...clicks];
  }
  const step: StepDraft = { submit: { click: where.at, ...(where.in !== undefined && { in: where.in }), confirmed: words } };
  return [...clicks.slice(0, -1), by.remarks.move(last, step)];
}

function isWhere(wish: unknown): wish is { at: string; in?: string; all?: boolean } {
  return typeof wish === "object" && wish !== null && "at" in wish;
}

/** What else the confirming expectation waits for. */
function rest({ expectation, signs, sign }: Submit, by: Translation): StepDraft[] {
  return expectSteps(expectation, signs.filter((other) => other !== sign), by);
}

/** Opening the link is irreversible as well, so its page has to say something first. */
function afterMail(mail: PirPart | undefined, actions: readonly PirPart[], by: Translation): StepDraft[] {
  mail?.knows("id", "actionType", "dataSource", "retry", "pollingTime");
  const steps = sending(actions, by);
  if (!steps) actions.findLast(isClick)?.refuse("nothing on the page confirms this click: no expectation of a text or an element follows it");
  const email: StepDraft = { email: { from: by.domain, link: `${by.linkHost}/` }, assumed: true, note: "The recipe does not say who sends the mail, or where its link leads." };
  by.remarks.add(email, mail?.comment());
  const proof = steps ? proofOf(steps) : undefined;
  if (steps && proof === undefined) mail?.refuse("nothing on the page confirms that the mail's link was taken", { hint: "follow it with an expectation of a text or an element" });
  const first = steps?.[0];
  return [email, ...(proof !== undefined && (!first || !isProof(first)) ? [{ expect: proof }] : []), ...(steps ?? [])];
}

/** What the page after the link shows: the first sign, or else the form that comes with it. */
function proofOf(steps: readonly StepDraft[]): unknown {
  const sign = steps.find(isProof);
  if (sign) return sign["expect"];
  const first = steps.find((step) => "fill" in step || "select" in step || "submit" in step);
  const form = first?.["in"];
  if (typeof form === "string" && form !== "row") return form;
  const held = first?.["fill"] ?? first?.["select"];
  if (typeof held === "object" && held !== null) return Object.keys(held)[0];
  const submit = first?.["submit"];
  return isSubmit(submit) ? submit.click : undefined;
}

function isSubmit(wish: unknown): wish is { click: string } {
  return typeof wish === "object" && wish !== null && "click" in wish;
}

function isProof(step: StepDraft): boolean {
  const sign = step["expect"];
  if (step["optional"] === true) return false;
  return typeof sign === "string" || (typeof sign === "object" && sign !== null && "at" in sign);
}
