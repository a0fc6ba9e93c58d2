import type { Locator, Page } from "playwright";
import { KEPT, MASK, markKept, UNMASK } from "./mask.ts";

/** A PNG of what the window shows, with all text, fields and images blank except the text of what `keep` names. */
export async function maskedCapture(page: Page, keep?: Locator): Promise<Buffer> {
  await keep?.evaluateAll(markKept, KEPT);
  try {
    await page.evaluate(MASK);
    return await page.screenshot({ type: "png", animations: "disabled", caret: "hide" });
  } finally {
    await page.evaluate(UNMASK);
  }
}
