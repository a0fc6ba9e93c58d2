import type { Page } from "playwright";
import { locate } from "../../playbook/locate.ts";
import type { Button, Control } from "../page/page-face.ts";

const LONGEST_NAME = 80;

/** How a playbook should name a control: the first wording that the open page has exactly once, and that is this control. */
export async function locatorFor(page: Page, control: Control): Promise<string> {
  return firstThatFits(page, [...labelled(control), ...placeholders(control)], control.css);
}

export async function locatorForButton(page: Page, { text, isButton, css }: Button): Promise<string> {
  const isNamed = isButton && text !== "" && text.length <= LONGEST_NAME && !text.includes('"');
  return firstThatFits(page, isNamed ? [`role=button[name="${text}"]`] : [], css);
}

/** `label=` finds a part of a label, too; in quotes the whole of it. A mark that it is required may go, so it is left out. */
function labelled({ label, ariaLabel }: Control): string[] {
  const [words = ""] = [label, ariaLabel].filter((text) => text !== "" && text.length <= LONGEST_NAME);
  const bare = words.replace(/\s*[*:]+\s*$|^\s*\*\s*/g, "").trim();
  if (bare === "") return [];
  return bare === words ? [`label="${words}"`, `label=${words}`] : [`label=${bare}`, `label="${words}"`];
}

function placeholders({ label, ariaLabel, placeholder }: Control): string[] {
  return label === "" && ariaLabel === "" && placeholder !== "" && placeholder.length <= LONGEST_NAME ? [`placeholder="${placeholder}"`] : [];
}

async function firstThatFits(page: Page, wordings: readonly string[], css: readonly string[]): Promise<string> {
  const [steadiest = "", path = steadiest] = [css[0], css.at(-1)];
  for (const wording of wordings) {
    if (await names(page, wording, path)) return wording;
  }
  return steadiest;
}

/** Is it there once, and is it this one. Counting stays out of the page's own world, which evaluating would not. */
async function names(page: Page, wording: string, css: string): Promise<boolean> {
  const found = locate(page, wording);
  const counts = await Promise.all([found.count(), found.and(page.locator(`css=${css}`)).count()]);
  return counts.every((count) => count === 1);
}
