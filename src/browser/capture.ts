import type { Locator, Page } from "playwright";
import { TransientError } from "../base/errors.ts";
import { keepQuestion, MARKS, maskQuestion, STYLE, unmaskQuestion } from "./mask.ts";
import { askPage, doOnAll, type Teachable } from "./question.ts";

/** What a page is asked for a picture of it. */
export const CAPTURE_QUESTIONS: readonly Teachable[] = [keepQuestion, maskQuestion, unmaskQuestion];

/** A page that draws no frame any more would have a picture waited for, for half a minute. */
const PICTURE_WITHIN_MS = 10_000;

/**
 * A PNG of what the window shows, with all text, fields and images blank except the text of what `keep` names. The page's
 * scripts go on meanwhile: one that takes the mask off leaves no picture.
 */
export async function maskedCapture(page: Page, keep?: Locator): Promise<Buffer> {
  if (keep) await doOnAll(keep, keepQuestion, MARKS);
  let picture: Buffer;
  let wasWhole = false;
  try {
    await askPage(page, maskQuestion, { ...MARKS, style: STYLE });
    picture = await page.screenshot({ type: "png", animations: "disabled", caret: "hide", timeout: PICTURE_WITHIN_MS });
  } finally {
    wasWhole = await askPage(page, unmaskQuestion, MARKS);
  }
  if (!wasWhole) throw new TransientError("the page took off what masks it");
  return picture;
}
