import type { CDPSession } from "playwright";

/** Pictures in the pixels of the screen: one at a time, and one more when something changed meanwhile. */
export class SharpPicture {
  readonly #cdp: CDPSession;
  readonly #show: (picture: Buffer) => void;
  #isWanted = false;
  #isPaused = false;
  #taking: Promise<void> | undefined;

  constructor(cdp: CDPSession, show: (picture: Buffer) => void) {
    this.#cdp = cdp;
    this.#show = show;
  }

  take(): void {
    this.#isWanted = true;
    if (!this.#isPaused) this.#taking ??= this.#takeAll().finally(() => (this.#taking = undefined));
  }

  /**
   * Does it while no picture is being taken: meanwhile the page counts in the pixels of the screen, and a click at 300 lands
   * at 100 (measured, Chromium 156 at three pixels each).
   */
  async apart(work: () => Promise<void>): Promise<void> {
    this.#isPaused = true;
    await this.#taking;
    try {
      await work();
    } finally {
      this.#isPaused = false;
      if (this.#isWanted) this.take();
    }
  }

  /** Resolves when none is being taken. */
  async settled(): Promise<void> {
    this.#isWanted = false;
    await this.#taking;
  }

  async #takeAll(): Promise<void> {
    while (this.#isWanted && !this.#isPaused) {
      this.#isWanted = false;
      const taken = await this.#cdp.send("Page.captureScreenshot", { format: "jpeg", quality: 80, captureBeyondViewport: false }).catch(() => undefined); // the page is on its way, and so is the next frame
      if (taken) this.#show(Buffer.from(taken.data, "base64"));
    }
  }
}
