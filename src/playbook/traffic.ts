import type { Page, Request, Response } from "playwright";
import type { Clock } from "../base/clock.ts";
import type { UnclearReason } from "../ledger/events.ts";

const QUIET_MS = 500;
const LONGEST_MS = 5_000;
const STEP_MS = 50;

/** What a page fetches: whether more may still come, and whether what its rows are drawn from failed. */
export class Traffic implements Disposable {
  readonly #page: Page;
  readonly #hosts: ReadonlySet<string>;
  readonly #open = new Set<Request>();
  #changes = 0;
  #fault: UnclearReason | undefined;

  constructor(page: Page, hosts: readonly string[]) {
    this.#page = page;
    this.#hosts = new Set(hosts);
    page.on("request", this.#onRequest).on("response", this.#onResponse).on("requestfinished", this.#onEnded).on("requestfailed", this.#onFailed);
  }

  [Symbol.dispose](): void {
    this.#page.off("request", this.#onRequest).off("response", this.#onResponse).off("requestfinished", this.#onEnded).off("requestfailed", this.#onFailed);
  }

  /** Why the page's own questions to its server (the fetches of its script) got no answer, since its document came. */
  get fault(): UnclearReason | undefined {
    return this.#fault;
  }

  /** Resolves when nothing has been asked or answered for a moment; a page that never rests is not waited for longer than it is worth. */
  async quiet(clock: Clock, signal: AbortSignal): Promise<void> {
    let [restMs, seen] = [0, this.#changes];
    for (let waitedMs = 0; waitedMs < LONGEST_MS && restMs < QUIET_MS; waitedMs += STEP_MS) {
      await clock.sleep(STEP_MS, signal);
      restMs = this.#open.size === 0 && this.#changes === seen ? restMs + STEP_MS : 0;
      seen = this.#changes;
    }
  }

  readonly #onRequest = (request: Request): void => {
    this.#changes += 1;
    if (request.isNavigationRequest() && request.frame() === this.#page.mainFrame()) {
      this.#fault = undefined;
      this.#open.clear();
    }
    this.#open.add(request);
  };

  readonly #onResponse = (response: Response): void => {
    if (!this.#isQuestion(response.request())) return;
    if (response.status() === 429) this.#fault = "rate-limited";
    else if (response.status() >= 500) this.#fault = "server-error";
  };

  readonly #onEnded = (request: Request): void => {
    this.#changes += 1;
    this.#open.delete(request);
  };

  readonly #onFailed = (request: Request): void => {
    this.#onEnded(request);
    // A script that asks anew aborts its last question.
    if (this.#isQuestion(request) && request.failure()?.errorText !== "net::ERR_ABORTED") this.#fault ??= "unreachable";
  };

  #isQuestion(request: Request): boolean {
    return ["fetch", "xhr"].includes(request.resourceType()) && this.#hosts.has(new URL(request.url()).hostname);
  }
}
