import type { Locator as PageLocator } from "playwright";
import { readEntry } from "../../catalog/choice.ts";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import type { ControlState } from "../controls/known-controls.ts";
import { askControl } from "../controls/filled.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { needsPerson } from "../field-gate.ts";
import type { Outcome } from "../outcome.ts";
import { fillPicking } from "./fill-picking.ts";
import { renderText } from "../render.ts";
import { keepStill } from "../window-hold.ts";
import { pickIn } from "./select.ts";

/** What a text is never typed into: a file, a secret, or what can't be seen and so must be a trap. */
const NEVER_FILLED = ["file", "password", "hidden", "submit", "button", "image", "reset", "checkbox", "radio"];

/** Types fields of the person into controls, each of which must show what was typed. A control that is a list is picked from. */
export const fill: Action<"fill"> = async (step, here) => {
  for (const [locator, entry] of Object.entries(step.fill)) {
    const { template, pick } = readEntry(entry);
    const rendered = renderText(template, here.attempt.job);
    if (rendered.kind === "missing") return needsPerson(here.id, rendered.missing);
    if (rendered.text === "") continue;
    const wish = { locator, text: rendered.text, within: step.in };
    const disclose = async (): Promise<void> => {
      for (const field of rendered.fields) here.attempt.disclosed.add(field);
      await keepStill(here);
    };
    const failed = pick === undefined ? await fillOne(wish, here, disclose) : await fillPicking({ ...wish, pick }, here, disclose);
    if (failed) return failed;
  }
  return undefined;
};

interface Wish {
  readonly locator: string;
  readonly text: string;
  readonly within: string | undefined;
}

export async function fillOne({ locator, text, within }: Wish, here: Here, beforeTyping: () => void | Promise<void>): Promise<Outcome | undefined> {
  const found = await oneVisible(locator, within, here);
  if (found.kind !== "control") return found;
  if (found.state.tag === "SELECT") return pickIn(found.at, { wanted: text, kind: /^\d{1,3}$/.test(text) ? "range" : "either", orElse: undefined, disclose: beforeTyping }, here);
  if (NEVER_FILLED.includes(found.state.type)) return broken(here, "control-refused");
  await beforeTyping();
  const filled = await typeUntilKept(found.at, text, here);
  if (!filled) return broken(here, "value-not-kept");
  here.attempt.filled.add({
    at: found.at,
    node: filled.node,
    isKept: (state) => keeps(state, text),
    again: () => typeKeys(found.at, text, here.patienceMs),
  });
  tell(here, `filled ${locator}`);
  return undefined;
}

/** The control as it shows the text at last. Some pages take a value only with the key presses that belong to it. */
async function typeUntilKept(control: PageLocator, text: string, here: Here): Promise<ControlState | undefined> {
  await control.fill(text, { timeout: here.patienceMs });
  const filled = await leaveAndRead(control, text, here);
  if (filled) return filled;
  tell(here, "the page dropped the value, typing it");
  await typeKeys(control, text, here.patienceMs);
  return leaveAndRead(control, text, here);
}

/** Some pages draw a control anew while it is typed into, or when it is left. */
async function leaveAndRead(control: PageLocator, text: string, here: Here): Promise<ControlState | undefined> {
  const left = await askControl(control, { timeoutMs: here.patienceMs, leave: true });
  const state = left.isConnected ? left : await askControl(control, { timeoutMs: here.patienceMs });
  return keeps(state, text) ? state : undefined;
}

async function typeKeys(control: PageLocator, text: string, timeout: number): Promise<void> {
  await control.fill("", { timeout });
  await control.pressSequentially(text, { timeout });
}

/** As typed; but a page may write letters large, and punctuate a number its own way. */
function keeps({ value }: ControlState, text: string): boolean {
  const shown = value.trim().toLowerCase();
  const wanted = text.trim().toLowerCase();
  const isNumber = /^[\d\s()+.-]+$/.test(wanted);
  return shown === wanted || (isNumber && shown.replace(/\D/g, "") === wanted.replace(/\D/g, ""));
}
