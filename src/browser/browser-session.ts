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
  readonly page: Page;
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

  private constructor(parts: SessionParts) {
    this.page = parts.page;
    this.#parts = parts;
    this.#document = new LastDocument(parts.page, parts.clock);
  }

  static async open(parts: SessionParts): Promise<BrowserSession> {
    closeForeignPopups(parts);
    await Promise.all([guardRequests(parts), guardRedirects(parts)]);
    return new BrowserSession(parts);
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
