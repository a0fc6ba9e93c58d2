import type { Locator as PageLocator } from "playwright";
import { standingNode, type FilledControl } from "./filled.ts";

/** The filled controls that a click on `control` sends off, since it is the button of their own form: a search, say. */
export async function controlsSentBy(control: PageLocator, filled: readonly FilledControl[]): Promise<readonly FilledControl[]> {
  if (filled.length === 0) return [];
  const button = await control.elementHandle();
  const sent = await Promise.all(filled.map(async (one) => button.evaluate(sends, await standingNode(one))));
  return filled.filter((_, i) => sent[i]);
}

interface DomElement {
  readonly form?: DomElement | null;
  readonly type?: string;
  closest(css: string): DomElement | null;
}

/** Runs in the page. The button may be named by the icon inside it. */
function sends(clicked: DomElement, control: DomElement): boolean {
  const button = clicked.closest("button, input");
  if (button?.type !== "submit" && button?.type !== "image") return false;
  return button.form != null && button.form === control.form;
}
