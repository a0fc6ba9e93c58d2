import type { Page } from "playwright";
import { PlaybookError, UsageError } from "../../base/errors.ts";
import type { Browsers, Session } from "../../browser/session.ts";
import { rebuilt } from "../../browser/playwright-errors.ts";
import { Host } from "../../catalog/names.ts";
import { seeBlock } from "../../playbook/see-block.ts";
import { inTime } from "../../playbook/waiting.ts";

export interface LiveTools {
  readonly browsers: Browsers;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
}

/** The address of a page that may be read: https, a plain host, nothing of a person in it that we could tell. */
export function liveAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === "https:" && url.username === "" && url.password === "" && url.port === "" && Host.safeParse(url.hostname).success;
  if (!url || !isPlain) throw new UsageError("that is not the address of a public page", { hint: "https, with a host name, like https://www.acme.example/optout" });
  return url;
}

/**
 * Opens a page to be read. Its host is open for reading only, so nothing can be sent to it, whatever its scripts do;
 * no other host is open at all.
 */
export async function withLivePage<T>(url: URL, { browsers, signal, patienceMs }: LiveTools, work: (page: Page) => Promise<T>): Promise<T> {
  await using session = await browsers.open({ id: "read-page", hosts: { site: [], assets: twins(url.hostname), challenge: [], mailLink: [] }, phase: "scan" }, signal);
  await load(session, url, patienceMs);
  return await work(session.page);
}

async function load(session: Session, url: URL, patienceMs: number): Promise<void> {
  const { page } = session;
  try {
    await page.goto(url.href, { waitUntil: "domcontentloaded", timeout: patienceMs });
    // A form that a script draws comes a little later; a page without one is read as it is.
    await inTime(page.locator("input, select, textarea").first().waitFor({ state: "attached", timeout: Math.min(patienceMs, 5_000) }));
  } catch (error) {
    throw rebuilt(error, "opening the page");
  }
  const block = await seeBlock(session);
  if (block) throw new PlaybookError(`the site gave no page to read (${block.reason})`, { hint: "save it from your own browser and name the file instead" });
}

/** A site goes by both of these names. */
export function twins(host: string): string[] {
  return host.startsWith("www.") ? [host, host.slice("www.".length)] : [host, `www.${host}`];
}
