import { chromium } from "playwright";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { CONFIRMED, HOST, type BenchSite } from "./site.ts";
import type { Runner } from "./runner.ts";

/** What a careful person would write by hand for this one broker: no fence, no ledger, no checks. */
export async function openBare(site: BenchSite): Promise<Runner> {
  const browser = await chromium.launch({
    executablePath: findBrowser({}).path,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [`--host-resolver-rules=MAP * 127.0.0.1:${site.port}`, `--ignore-certificate-errors-spki-list=${site.certificate.spkiHash}`],
  });
  return {
    async flow(id) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(`https://${HOST}/search?first=Jane&last=Roe&id=${id}`, { waitUntil: "domcontentloaded" });
      await page.locator("article.card", { hasText: "Austin, TX" }).locator("h2 a").click();
      await page.getByText("Remove this record").click();
      await page.getByLabel("Your e-mail").fill("jane.optout@example.org");
      await page.getByRole("button", { name: "Remove my record" }).click();
      await page.getByText(CONFIRMED).waitFor();
      await context.close();
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
