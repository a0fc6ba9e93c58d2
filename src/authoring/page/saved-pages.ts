import type { Page, Route } from "playwright";
import type { Clock } from "../../base/clock.ts";
import { PlaybookError } from "../../base/errors.ts";
import type { Browsers, Session } from "../../browser/session.ts";

/** Where pages without an address are opened. */
export const NOWHERE = "page.invalid";

/** A context keeps what its pages leave behind, so after this many it is given back for a fresh one. */
const PAGES_PER_CONTEXT = 40;
const LONGEST_PAGE_MS = 15_000;

/** The page's own script may draw its form; nothing of it is fetched, framed or sent. */
const RULES = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri *";

interface SavedPage {
  readonly url: string;
  readonly html: Buffer;
}

/**
 * Shows saved pages in the fenced browser, one after another on one page. Each stands on a host of its own, so that none
 * sees what another stored, and no byte of it comes from or goes to the network.
 */
export class SavedPages implements AsyncDisposable {
  readonly #browsers: Browsers;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #session: Session | undefined;
  #shown = 0;
  /** What the page is now answered with. */
  #saved: SavedPage = { url: "", html: Buffer.alloc(0) };

  constructor({ browsers, clock, signal }: { browsers: Browsers; clock: Clock; signal: AbortSignal }) {
    this.#browsers = browsers;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Shows the bytes of an HTML file and lends the page to `work`. A page that never comes to rest is given up. */
  async show<T>(html: Buffer, work: (page: Page) => Promise<T>): Promise<T> {
    this.#signal.throwIfAborted();
    const session = await this.#fresh();
    const over = new AbortController();
    const late = this.#clock.sleep(LONGEST_PAGE_MS, over.signal).then(
      () => Promise.reject(new PlaybookError("the page did not come to rest in time", { hint: "take its scripts out and try again" })),
      () => undefined, // it was in time
    );
    try {
      const reading = this.#open(session.page, html).then(() => work(session.page));
      const result = await Promise.race([reading, late.then(() => reading)]);
      return result;
    } catch (error) {
      await this.#giveBack(); // whatever it was, the next page starts clean
      throw error;
    } finally {
      over.abort();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#giveBack();
  }

  async #fresh(): Promise<Session> {
    if (this.#shown % PAGES_PER_CONTEXT === 0) await this.#giveBack();
    this.#shown += 1;
    this.#session ??= await this.#opened();
    return this.#session;
  }

  async #opened(): Promise<Session> {
    const session = await this.#browsers.open({ id: "saved-page", hosts: { site: [], assets: [], challenge: [], mailLink: [] }, phase: "scan" }, this.#signal);
    await session.page.route("**/*", (route) => answer(route, this.#saved));
    return session;
  }

  async #giveBack(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.[Symbol.asyncDispose]();
  }

  async #open(page: Page, html: Buffer): Promise<void> {
    const url = `https://p${this.#shown}.${NOWHERE}/`;
    this.#saved = { url, html };
    await page.goto(url, { waitUntil: "domcontentloaded", timeout: LONGEST_PAGE_MS });
  }
}

/** The page itself, once; an answer without a body keeps a page that wants to go on where it is. */
async function answer(route: Route, { url, html }: SavedPage): Promise<void> {
  const request = route.request();
  if (request.url() === url && request.isNavigationRequest()) return route.fulfill({ status: 200, body: html, headers: { "content-type": typeOf(html), "content-security-policy": RULES } });
  return request.isNavigationRequest() ? route.fulfill({ status: 204 }) : route.abort("blockedbyclient");
}

/** Without a word about its letters, a file of today is UTF-8. */
function typeOf(html: Buffer): string {
  const saysItself = /charset/i.test(html.subarray(0, 1_024).toString("latin1"));
  return saysItself ? "text/html" : "text/html; charset=utf-8";
}
