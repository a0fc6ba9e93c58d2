import type { ElementHandle, Locator as PageLocator } from "playwright";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import { standingNode, type FilledControl } from "../controls/filled.ts";
import { oneVisibleNode } from "../controls/one-visible.ts";
import { needsPerson } from "../field-gate.ts";
import type { Outcome } from "../outcome.ts";
import { renderText } from "../render.ts";

/** What a text is never typed into: a file, a secret, or what can't be seen and so must be a trap. */
const NEVER_FILLED = ["file", "password", "hidden", "submit", "button", "image", "reset", "checkbox", "radio"];

/** Types fields of the person into controls, each of which must show what was typed. */
export const fill: Action<"fill"> = async (step, here) => {
  for (const [locator, template] of Object.entries(step.fill)) {
    const rendered = renderText(template, here.attempt.job);
    if (rendered.kind === "missing") return needsPerson(here.id, rendered.missing);
    if (rendered.text === "") continue;
    const failed = await fillOne({ locator, text: rendered.text, within: step.in }, here, () => {
      for (const field of rendered.fields) here.attempt.disclosed.add(field);
    });
    if (failed) return failed;
  }
  return undefined;
};

type Control = Pick<FilledControl, "at" | "node">;

interface Wish {
  readonly locator: string;
  readonly text: string;
  readonly within: string | undefined;
}

export async function fillOne({ locator, text, within }: Wish, here: Here, beforeTyping: () => void): Promise<Outcome | undefined> {
  const found = await oneVisibleNode(locator, within, here);
  if (found.kind !== "control") return found;
  if (NEVER_FILLED.includes(await typeOf(found.node))) return broken(here, "control-refused");
  beforeTyping();
  const node = await typeUntilKept(found, text, here);
  if (!node) return broken(here, "value-not-kept");
  const filled = { at: found.at, node };
  here.attempt.filled.add({
    ...filled,
    isKept: async () => keeps(await standingNode(filled), text),
    again: () => typeKeys(found.at, text, here.patienceMs),
  });
  tell(here, `filled ${locator}`);
  return undefined;
}

/** The node that shows the text at last. Some pages take a value only with the key presses that belong to it. */
async function typeUntilKept(control: Control, text: string, here: Here): Promise<ElementHandle | undefined> {
  await control.at.fill(text, { timeout: here.patienceMs });
  const filled = await leaveAndRead(control, text);
  if (filled) return filled;
  tell(here, "the page dropped the value, typing it");
  await typeKeys(control.at, text, here.patienceMs);
  return leaveAndRead(control, text);
}

/** Some pages draw a control anew while it is typed into, or when it is left. */
async function leaveAndRead(control: Control, text: string): Promise<ElementHandle | undefined> {
  const typedInto = await standingNode(control);
  await typedInto.evaluate(leave);
  const node = await standingNode({ at: control.at, node: typedInto });
  return (await keeps(node, text)) ? node : undefined;
}

async function typeKeys(control: PageLocator, text: string, timeout: number): Promise<void> {
  await control.fill("", { timeout });
  await control.pressSequentially(text, { timeout });
}

/** As typed; but a page may write letters large, and punctuate a number its own way. */
async function keeps(control: ElementHandle, text: string): Promise<boolean> {
  const shown = (await control.inputValue()).trim().toLowerCase();
  const wanted = text.trim().toLowerCase();
  const isNumber = /^[\d\s()+.-]+$/.test(wanted);
  return shown === wanted || (isNumber && shown.replace(/\D/g, "") === wanted.replace(/\D/g, ""));
}

/** Runs in the page. */
function leave(control: { blur(): void }): void {
  control.blur();
}

async function typeOf(control: ElementHandle): Promise<string> {
  return ((await control.getAttribute("type")) ?? "").toLowerCase();
}
