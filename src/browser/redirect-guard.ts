import type { CDPSession, Frame, Page } from "playwright";
import { isReading } from "./allow-list.ts";
import type { Fence } from "./fence.ts";
import { faultOf } from "./playwright-errors.ts";
import { plainHost } from "./proxy-replies.ts";
import { ignoreClosed, type Guarded } from "./second-layer.ts";

/**
 * Keeps hosts that may only be read from being written to. The proxy can't: a method is sealed in the site's own TLS. And
 * `route()` is asked about a request once, not about where a 307 or 308 carries its body, nor about a page's last words
 * (measured). The browser's own interception is asked each time.
 */
export async function guardRedirects({ context, page, fence }: Guarded): Promise<void> {
  const patterns = fence.readOnlyHosts().map((host) => ({ urlPattern: `*://${host}/*` }));
  if (patterns.length === 0) return;
  const forms = new SentForms();
  const guard = async (target: Page | Frame): Promise<void> => {
    const cdp = await context.newCDPSession(target);
    cdp.on("Page.frameRequestedNavigation", ({ reason, url }) => { if (reason === "formSubmissionGet") forms.add(url); });
    cdp.on("Fetch.requestPaused", (paused) => void settle(cdp, paused, { fence, isFormByGet: forms.take(paused.request.url) }).catch(ignoreClosed));
    await cdp.send("Page.enable");
    await cdp.send("Fetch.enable", { patterns });
  };
  // A frame of another site lives in a process of its own, which the page's session does not reach.
  const guardFrame = (frame: Frame): void => void guard(frame).catch(ignoreInProcess);
  const guardFrames = (opened: Page): void => void opened.on("framenavigated", (frame) => { if (frame.parentFrame()) guardFrame(frame); });
  context.on("page", (popup) => {
    if (popup !== page) guard(popup).then(() => guardFrames(popup)).catch(ignoreClosed);
  });
  guardFrames(page);
  await guard(page);
}

interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly resourceType: string;
}

/** A form that is sent by GET looks like any page that is opened; the browser tells of it before it asks for it (measured). */
class SentForms {
  readonly #urls: string[] = [];

  add(url: string): void {
    this.#urls.push(withoutHash(url));
    if (this.#urls.length > MOST_FORMS) this.#urls.shift();
  }

  take(url: string): boolean {
    const at = this.#urls.indexOf(withoutHash(url));
    if (at >= 0) this.#urls.splice(at, 1);
    return at >= 0;
  }
}

/** Nobody sends more at a time; a page could without end. */
const MOST_FORMS = 100;

function withoutHash(url: string): string {
  return url.split("#", 1)[0] ?? "";
}

async function settle(cdp: CDPSession, { requestId, request, resourceType }: Paused, { fence, isFormByGet }: { fence: Fence; isFormByGet: boolean }): Promise<void> {
  const host = plainHost(new URL(request.url).hostname);
  // A challenge's host gets what its own script asks there, and no form, however it is sent.
  const isForm = (resourceType === "Document" && !isReading(request.method)) || (isFormByGet && fence.isChallenge(host));
  const reason = fence.refusalOf(host) ?? (isForm || !fence.mayUse(request.method, host) ? "method" : undefined);
  if (reason) {
    fence.refuse(host, reason);
    await cdp.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
  } else await cdp.send("Fetch.continueRequest", { requestId });
}

/** A frame in the page's own process has no session of its own and needs none. */
function ignoreInProcess(error: unknown): void {
  const isInProcess = error instanceof Error && error.message.includes("part of the parent frame's session");
  if (!isInProcess && faultOf(error) !== "closed") throw error;
}
