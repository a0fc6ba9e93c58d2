import type { Browser, Page, Response } from "playwright";
import type { Armed, Held, Refusal, Session } from "../../../src/browser/session.ts";

/** The session contract over an unfenced context: for tests of the runner, which is not what fences. */
export class PlainSession implements Session {
  readonly page: Page;
  status: number | undefined;
  retryAfterMs: number | undefined;
  challengeOpenings = 0;
  readonly armedFor: { intent: string; hosts: readonly string[] }[] = [];
  #sinceArmed: string[] | undefined;

  private constructor(page: Page) {
    this.page = page;
    page.on("response", (response) => this.#noteDocument(response));
    page.on("request", (request) => this.#sinceArmed?.push(new URL(request.url()).hostname));
  }

  static async open(browser: Browser): Promise<PlainSession> {
    const context = await browser.newContext();
    return new PlainSession(await context.newPage());
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
    await this.page.context().close();
  }

  #noteDocument(response: Response): void {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== this.page.mainFrame()) return;
    const retryAfter = response.headers()["retry-after"];
    this.status = response.status();
    this.retryAfterMs = retryAfter === undefined ? undefined : Number(retryAfter) * 1_000;
  }
}
