import type { Page, Response } from "playwright";
import type { Clock } from "../base/clock.ts";

/** Status and `Retry-After` of the page's last main-frame document. */
export class LastDocument {
  #status: number | undefined;
  #retryAfterMs: number | undefined;

  constructor(page: Page, clock: Clock) {
    page.on("response", (response) => {
      if (!isMainDocument(page, response)) return;
      this.#status = response.status();
      this.#retryAfterMs = retryAfterMs(response.headers()["retry-after"], clock.now());
    });
  }

  get status(): number | undefined {
    return this.#status;
  }

  get retryAfterMs(): number | undefined {
    return this.#retryAfterMs;
  }
}

function isMainDocument(page: Page, response: Response): boolean {
  const request = response.request();
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as ms from now; never negative. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,10}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
