/** The beginning of a request as the proxy sees it: whose, on which connection, and how long its first record is. */
export interface BegunRequest {
  readonly host: string;
  readonly tunnel: object;
  readonly length: number;
  /** True once the connection has been answered or has ended. */
  readonly isOver: () => boolean;
}

/**
 * Knows a request that comes a second time. On `421 Misdirected Request` Chromium sends a POST again over a connection of
 * its own accord, after an answer, so no drop gives it away (measured; no flag stops it). But while a submission has no
 * answer that the page was told of, a request over another connection with the very length of one that is over is the same
 * request again. One that merely looks so is stopped, too: that ends in doubt, never in two.
 */
export class RepeatWatch {
  #inFlight = 0;
  #begun: BegunRequest[] = [];

  /** A submission has left the page. Call what comes back when the page has been told how it went. */
  begin(): () => void {
    this.#inFlight += 1;
    let isTold = false;
    return () => {
      if (isTold) return;
      isTold = true;
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#begun = [];
    };
  }

  isRepeat(request: BegunRequest): boolean {
    if (this.#inFlight === 0) return false;
    const isSame = (known: BegunRequest): boolean => known.host === request.host && known.length === request.length && known.tunnel !== request.tunnel && known.isOver();
    if (this.#begun.some(isSame)) return true;
    this.#begun.push(request);
    return false;
  }
}
