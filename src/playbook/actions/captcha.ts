import type { Locator as PageLocator } from "playwright";
import { askPerson, type PersonsStep } from "../ask-person.ts";
import { broken, tell, type Here, type StepOf } from "../attempt.ts";
import { locate } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { scopeOf } from "../scope.ts";
import { abortable, inTime, shows } from "../waiting.ts";

type Ask = Extract<StepOf<"human">["human"], { captcha: string }>;

/** A CAPTCHA that passes by itself is waited for; one that wants an answer is handed off, never broken and never solved. */
export async function captcha(ask: Ask, here: Here): Promise<Outcome | undefined> {
  const { signal, isRehearsal } = here.attempt.tools;
  tell(here, `waiting for ${ask.captcha}`);
  const found = await scopeOf(ask.in, here);
  if (found.kind !== "scope") return found;
  const box = locate(found.scope, ask.captcha).first();
  if (!(await abortable(signal, shows(box, here.patienceMs)))) return broken(here, "sign-missing");
  if (isRehearsal && !(await box.evaluate(hasChallenge))) return undefined;
  const answer = ask.answer === undefined ? undefined : locate(found.scope, ask.answer).first();
  if (answer && (await isAnswered(answer, here))) return undefined;
  if (!wantsAnswer(ask) && (await passesAlone(box, here))) return undefined;
  return askPerson({ otherwise: captchaOutcome(here, ask.say), isDone: () => isSolved({ box, answer }, here), shownBy: shownBy(ask) }, here);
}

export function captchaOutcome(here: Here, say?: string): Extract<Outcome, { kind: "human" }> {
  return { kind: "human", step: here.id, reason: "captcha", fields: [], ...(say !== undefined && { labels: [say] }) };
}

/** Letters in a picture and a sum never pass by themselves, so nobody waits for that. */
function wantsAnswer({ kind, answer }: Ask): boolean {
  return kind === "image" || kind === "sum" || kind === "puzzle" || answer !== undefined;
}

/** Where the playbook names neither a widget whose token we know nor a field for the answer, the person's word counts. */
function shownBy(ask: Ask): PersonsStep["shownBy"] {
  if (ask.answer !== undefined) return "typed";
  if (wantsAnswer(ask)) return "word";
  return ask.kind === undefined ? "token-or-word" : "token";
}

async function isSolved({ box, answer }: { box: PageLocator; answer: PageLocator | undefined }, here: Here): Promise<boolean> {
  if (answer) return isAnswered(answer, here);
  return (await box.count()) === 0 || box.evaluate(hasToken, undefined, { timeout: here.patienceMs });
}

async function isAnswered(answer: PageLocator, here: Here): Promise<boolean> {
  return (await answer.count()) > 0 && (await answer.inputValue({ timeout: here.patienceMs })).trim() !== "";
}

/** A widget that passes by itself leaves its token in a field of the form. */
async function passesAlone(box: PageLocator, here: Here): Promise<boolean> {
  const { session, signal } = here.attempt.tools;
  tell(here, "waiting for it to pass by itself");
  const node = await box.elementHandle();
  return session.withChallengeHosts(() => abortable(signal, inTime(session.page.waitForFunction(hasToken, node, { timeout: here.patienceMs }))));
}

/** These run in the page; the interface names what of the DOM they use. */
interface DomElement {
  readonly value?: string;
  readonly ownerDocument: { readonly body: DomElement };
  closest(css: string): DomElement | null;
  matches(css: string): boolean;
  querySelectorAll(css: string): Iterable<DomElement>;
}
function hasChallenge(box: DomElement): boolean {
  const challenge = "iframe, img, canvas, svg, button, input:not([type=hidden])";
  return box.matches(challenge) || [...box.querySelectorAll(challenge)].length > 0;
}
function hasToken(box: DomElement): boolean {
  const near = box.closest("form") ?? box.ownerDocument.body;
  const fields = ["captcha-response", "turnstile-response"].flatMap((word) => [`[name*="${word}"]`, `[id*="${word}"]`]).join(", ");
  return [...near.querySelectorAll(fields)].some((field) => (field.value ?? "") !== "");
}
