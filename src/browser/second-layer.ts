import type { BrowserContext, Page, Request, Route } from "playwright";
import { isReading } from "./allow-list.ts";
import type { Fence } from "./fence.ts";
import { faultOf } from "./playwright-errors.ts";
import { plainHost } from "./proxy-replies.ts";
import type { Refusal } from "./session.ts";

/** A session's own page, and the rules it lives by. */
export interface Guarded {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly fence: Fence;
}

/** The same before there is a page. */
interface Watched extends Omit<Guarded, "page"> {
  readonly home: { readonly page?: Page };
}

/**
 * The layer inside the browser. It is no boundary (redirects, beacons and keepalive requests pass it by; the proxy is
 * one), but it sees methods and gives the reason before a connection is made.
 */
export async function guardRequests(guarded: Watched): Promise<void> {
  await guarded.context.route("**/*", (route, request) => settle(route, guarded.fence, refusalOfRequest(request, guarded)));
}

/** A window that a page opens may show the site itself; anything else is closed. */
export function closeForeignPopups({ context, page, fence }: Guarded): void {
  context.on("page", (popup) => {
    if (popup === page) return;
    const judge = (): void => {
      if (!isAtHome(popup, fence)) popup.close().catch(ignoreClosed);
    };
    popup.on("framenavigated", (frame) => {
      if (frame === popup.mainFrame()) judge();
    });
    judge();
  });
}

/** Playwright rejects what was under way when a page closes; that is no fault. */
export function ignoreClosed(error: unknown): void {
  if (faultOf(error) !== "closed") throw error;
}

function refusalOfRequest(request: Request, { home, fence }: Watched): Refusal | undefined {
  const url = new URL(request.url());
  if (!["http:", "https:", "ws:", "wss:"].includes(url.protocol)) return undefined; // data:, blob: stay in the page
  const host = plainHost(url.hostname);
  const reason = fence.refusalOf(host);
  if (reason) return { host, reason };
  if (isLeaving(request) && !fence.mayLeaveFor(host)) return { host, reason: "held" };
  if (!fence.mayUse(request.method(), host) || isFormElsewhere(request, host, fence)) return { host, reason: "method" };
  if (!isReading(request.method()) && isElsewhere(request, home.page)) return { host, reason: "method" };
  if (isSubmission(request) && fence.armed?.admitSubmission() === false) return { host, reason: "fuse" };
  return undefined;
}

/** A challenge's host gets what its own script asks there, and never a form. */
function isFormElsewhere(request: Request, host: string, fence: Fence): boolean {
  return fence.isChallenge(host) && isSubmission(request);
}

/** A frame inside the page, a challenge's say, may load what it likes. */
function isLeaving(request: Request): boolean {
  return request.isNavigationRequest() && (isUnborn(request) || request.frame().parentFrame() === null);
}

function isSubmission(request: Request): boolean {
  return request.isNavigationRequest() && request.method() !== "GET";
}

/**
 * A window that a page opens may read and not send: its first requests come before it can be guarded, so nobody could see
 * where a form of it is forwarded to.
 */
function isElsewhere(request: Request, home: Page | undefined): boolean {
  return isUnborn(request) || request.frame().page() !== home;
}

/** Playwright refuses to name the frame of a request that was issued before its frame was there: the first of a window. */
function isUnborn(request: Request): boolean {
  try {
    request.frame();
    return false;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return true;
  }
}

async function settle(route: Route, fence: Fence, refusal: Refusal | undefined): Promise<void> {
  const request = route.request();
  if (refusal) fence.refuse(refusal.host, refusal.reason);
  else if (!isReading(request.method())) followSubmission(request, fence);
  if (refusal?.reason === "held" && request.isNavigationRequest()) fence.leaving();
  await (refusal ? route.abort(errorFor(refusal)) : route.continue()).catch(ignoreClosed);
}

/** A page that is held back stays as it is, with what stands in it: "aborted" is what a stopped load says, and shows no error page. */
function errorFor({ reason }: Refusal): string {
  return reason === "held" ? "aborted" : "blockedbyclient";
}

/** Until the page hears how it went, the proxy looks out for the same request coming again. */
function followSubmission(request: Request, fence: Fence): void {
  const told = fence.armed?.submitting();
  if (told) request.response().then(told, told);
}

function isAtHome(popup: Page, fence: Fence): boolean {
  const url = popup.url();
  if (url === "" || url === "about:blank") return true;
  return URL.canParse(url) && fence.isSite(plainHost(new URL(url).hostname));
}
