import type { Browser, Page, Request, Response } from "playwright";
import type { Armed, Held, Refusal, Session } from "../../../src/browser/session.ts";

/** The session contract over an unfenced context: for tests of the runner, which is not what fences. */
export class PlainSession implements Session {
  readonly page: Page;
  status: number | undefined;
  retryAfterMs: number | undefined;
  challengeOpenings = 0;
  readonly armedFor: { intent: string; hosts: readonly string[] }[] = [];
  readonly #giveBack: (page: Page) => Promise<void>;
  #sinceArmed: string[] | undefined;

  private constructor(page: Page, giveBack: (page: Page) => Promise<void>) {
    this.page = page;
    this.#giveBack = giveBack;
    page.on("response", this.#noteDocument);
    page.on("request", this.#noteRequest);
  }

  static async open(browser: Browser): Promise<PlainSession> {
    const context = await browser.newContext();
    return new PlainSession(await context.newPage(), () => context.close());
  }

  /** On a page that is given back when the session closes. */
  static on(page: Page, giveBack: (page: Page) => Promise<void>): PlainSession {
    return new PlainSession(page, giveBack);
  }

  async withChallengeHosts<T>(work: () => Promise<T>): Promise<T> {
    this.challengeOpenings += 1;
    return work();
  }

  async hold(): Promise<Held> {
    return { leavings: () => 0, [Symbol.dispose]: () => undefined };
  }

  stay(): Disposable {
    return { [Symbol.dispose]: () => undefined };
  }

  async arm(intent: string, hosts: readonly string[]): Promise<Armed> {
    this.armedFor.push({ intent, hosts });
    const sent: string[] = [];
    this.#sinceArmed = sent;
    return { hasSent: () => sent.some((host) => hosts.includes(host)), isBlown: () => false, [Symbol.asyncDispose]: async () => undefined };
  }

  async capture(): Promise<Buffer> {
    return this.page.screenshot({ clip: { x: 0, y: 0, width: 10, height: 10 } });
  }

  refusals(): readonly Refusal[] {
    return [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.page.off("response", this.#noteDocument);
    this.page.off("request", this.#noteRequest);
    await this.#giveBack(this.page);
  }

  readonly #noteDocument = (response: Response): void => {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== this.page.mainFrame()) return;
    const retryAfter = response.headers()["retry-after"];
    this.status = response.status();
    this.retryAfterMs = retryAfter === undefined ? undefined : Number(retryAfter) * 1_000;
  };

  readonly #noteRequest = (request: Request): void => void this.#sinceArmed?.push(new URL(request.url()).hostname);
}
