import type { Locator as PageLocator } from "playwright";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import { locate } from "../locate.ts";
import type { Outcome } from "../outcome.ts";
import { abortable, inTime, shows } from "../waiting.ts";

/** A step for a person. A CAPTCHA that passes by itself is waited for; one that wants an answer is handed off, never broken. */
export const human: Action<"human"> = async (step, here) => {
  const ask = step.human;
  if ("captcha" in ask) return captcha(ask.captcha, here);
  if ("phone" in ask) return handOff("phone", ask.phone, here);
  if ("sms" in ask) return handOff("sms", ask.sms, here);
  return "id" in ask ? handOff("id", ask.id, here) : handOff("account", ask.account, here);
};

function handOff(reason: "phone" | "sms" | "id" | "account", words: string, here: Here): Outcome {
  const fields = reason === "id" ? (["idDocument"] as const) : reason === "account" ? [] : (["phone"] as const);
  return { kind: "human", step: here.id, reason, fields, labels: [words] };
}

export function captchaOutcome(here: Here): Outcome {
  return { kind: "human", step: here.id, reason: "captcha", fields: [] };
}

async function captcha(locator: string, here: Here): Promise<Outcome | undefined> {
  const { session, signal, isRehearsal } = here.attempt.tools;
  tell(here, `waiting for ${locator}`);
  const box = locate(session.page, locator).first();
  if (!(await abortable(signal, shows(box, here.patienceMs)))) return broken(here, "sign-missing");
  if (isRehearsal && !(await box.evaluate(hasChallenge))) return undefined;
  tell(here, "waiting for it to pass by itself");
  return (await passesAlone(box, here)) ? undefined : captchaOutcome(here);
}

/** A widget that passes by itself leaves its token in a field of the form. */
async function passesAlone(box: PageLocator, here: Here): Promise<boolean> {
  const { session, signal } = here.attempt.tools;
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
