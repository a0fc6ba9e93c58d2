import type { BrowserContext, Locator, Page } from "playwright";
import type { Clock } from "../base/clock.ts";
import { maskedCapture } from "./capture.ts";
import type { Fence } from "./fence.ts";
import { LastDocument } from "./last-document.ts";
import { rebuilt } from "./playwright-errors.ts";
import { guardRedirects } from "./redirect-guard.ts";
import { closeForeignPopups, guardRequests } from "./second-layer.ts";
import type { Armed, Held, Refusal, Session } from "./session.ts";
import type { WireLog } from "./wire-log.ts";

export interface SessionParts {
  readonly context: BrowserContext;
  readonly fence: Fence;
  readonly clock: Clock;
  readonly wireLog: WireLog;
  /** Takes the session's credentials back, then closes the context. */
  readonly onClose: () => void;
}

/** One context, one page, one fence. */
export class BrowserSession implements Session {
  readonly page: Page;
  readonly #parts: SessionParts;
  readonly #document: LastDocument;

  private constructor(page: Page, parts: SessionParts) {
    this.page = page;
    this.#parts = parts;
    this.#document = new LastDocument(page, parts.clock);
  }

  /** The requests are guarded before there is a page: it is born so, which is also the quicker way. */
  static async open(parts: SessionParts): Promise<BrowserSession> {
    const { context, fence } = parts;
    const home: { page?: Page } = {};
    await guardRequests({ context, fence, home });
    const page = await context.newPage();
    home.page = page;
    closeForeignPopups({ context, fence, page });
    await guardRedirects({ context, fence, page });
    return new BrowserSession(page, parts);
  }

  get status(): number | undefined {
    return this.#document.status;
  }

  get retryAfterMs(): number | undefined {
    return this.#document.retryAfterMs;
  }

  withChallengeHosts<T>(work: () => Promise<T>): Promise<T> {
    return this.#parts.fence.withChallengeHosts(work);
  }

  /** What the page is still loading of theirs, its picture maybe, comes first. */
  async hold(): Promise<Held> {
    const { fence, clock } = this.#parts;
    await fence.settled(fence.formHosts(), clock);
    return fence.hold();
  }

  stay(): Disposable {
    return this.#parts.fence.stay();
  }

  arm(intent: string, hosts: readonly string[]): Promise<Armed> {
    const { fence, wireLog, clock } = this.#parts;
    return fence.arm(intent, { hosts, wire: wireLog, clock });
  }

  async capture(keep?: Locator): Promise<Buffer> {
    try {
      return await maskedCapture(this.page, keep);
    } catch (error) {
      throw rebuilt(error, "capture");
    }
  }

  refusals(): readonly Refusal[] {
    return this.#parts.fence.refusals();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#parts.onClose();
  }
}
