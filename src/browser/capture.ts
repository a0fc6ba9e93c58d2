import type { Locator, Page } from "playwright";
import { z } from "zod";
import { KEPT, MASK, markKept, UNMASK } from "./mask.ts";
import { doOnAll, type Question } from "./question.ts";

export const keepQuestion: Question<string, true> = { name: "unlist-keep", work: markKept, answer: z.literal(true) };

/** A page that draws no frame any more would have a picture waited for, for half a minute. */
const PICTURE_WITHIN_MS = 10_000;

/** A PNG of what the window shows, with all text, fields and images blank except the text of what `keep` names. */
export async function maskedCapture(page: Page, keep?: Locator): Promise<Buffer> {
  if (keep) await doOnAll(keep, keepQuestion, KEPT);
  try {
    await page.evaluate(MASK);
    return await page.screenshot({ type: "png", animations: "disabled", caret: "hide", timeout: PICTURE_WITHIN_MS });
  } finally {
    await page.evaluate(UNMASK);
  }
}
