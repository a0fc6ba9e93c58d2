import { RepeatWatch, type BegunRequest } from "./repeat-watch.ts";
import type { Armed } from "./session.ts";
import type { TunnelWatch } from "./tunnel.ts";
import type { WireLog } from "./wire-log.ts";

export interface ArmedWish {
  readonly intent: string;
  readonly hosts: readonly string[];
  readonly wire: WireLog;
  /** Closes these hosts for the rest of the session. */
  readonly burn: (hosts: readonly string[]) => void;
  readonly onOver: () => void;
}

/**
 * The time around one irreversible step. Chromium sends a request again by itself when a connection that it has used
 * before drops (measured; `context.route` does not see it), so while this is open a drop without an answer closes the
 * hosts before the browser hears of it.
 */
export class ArmedWindow implements Armed, TunnelWatch {
  readonly hosts: readonly string[];
  readonly #wish: ArmedWish;
  readonly #repeats = new RepeatWatch();
  #firstByte: Promise<void> | undefined;
  #isRecorded = false;
  #isBlown = false;
  #isOver = false;
  #hasSubmission = false;

  constructor(wish: ArmedWish) {
    this.hosts = wish.hosts;
    this.#wish = wish;
  }

  hasSent(): boolean {
    return this.#firstByte !== undefined;
  }

  isBlown(): boolean {
    return this.#isBlown;
  }

  isOver(): boolean {
    return this.#isOver;
  }

  /** One submission per window, whatever the page tries (double click, a script that posts the form again). */
  admitSubmission(): boolean {
    const isFirst = !this.#hasSubmission;
    this.#hasSubmission = true;
    return isFirst;
  }

  /** The page sends something. Call what comes back when it has been told how that went. */
  submitting(): () => void {
    return this.#repeats.begin();
  }

  admits(request: BegunRequest): boolean {
    if (!this.#repeats.isRepeat(request)) return true;
    this.unanswered(request.host);
    return false;
  }

  beforeSending(): Promise<void> | undefined {
    if (this.#isRecorded) return undefined;
    this.#firstByte ??= this.#recordFirstByte();
    return this.#firstByte;
  }

  /** Chromium would ask the same host again, and only that one. */
  unanswered(host: string): void {
    this.#isBlown = true;
    this.#wish.burn([host]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    // "No byte was sent" has to stay true: a click that the page acts on late finds the hosts closed.
    if (!this.hasSent()) this.#wish.burn(this.hosts);
    this.#wish.onOver();
    await this.#wish.wire.record(this.#wish.intent, "closed");
  }

  async #recordFirstByte(): Promise<void> {
    try {
      await this.#wish.wire.record(this.#wish.intent, "first-byte");
      this.#isRecorded = true;
    } catch (error) {
      this.#isBlown = true;
      this.#wish.burn(this.hosts);
      throw error;
    }
  }
}
