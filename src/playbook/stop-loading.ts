import type { Page } from "playwright";
import { tell, type Here } from "./attempt.ts";
import { isPageFault } from "./page-fault.ts";

/**
 * Gives up a page that is on its way and does not come. While one is, Chromium answers no question about the page that
 * still stands there (measured: `evaluate` and `count` wait without end), so nothing could be read or kept of it.
 */
export async function stopLoading(here: Here): Promise<void> {
  try {
    await orderStop(here.attempt.tools.session.page);
  } catch (error) {
    if (!isPageFault(error)) throw error;
    tell(here, "the page is gone, so nothing of it is on its way");
  }
}

async function orderStop(page: Page): Promise<void> {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Page.stopLoading");
  await wire.detach();
}
