import type { Frame, Page, Response } from "playwright";

const MOST_BYTES = 5_000_000;
const CLICK_WITHIN_MS = 2_000;

/** What widgets call their way to a challenge for the ears. */
const WAYS = ["#recaptcha-audio-button", "button[aria-label*='audio' i]", "[role=button][aria-label*='audio' i]", "button[title*='audio' i]", "button[aria-label*='sound' i]", "a[title*='audio' i]", "a[aria-label*='audio' i]"].join(", ");

/** A picture has no sound: what the page plays is handed on to whoever looks at the picture. */
export class SoundRelay implements Disposable {
  readonly #page: Page;
  readonly #play: (sound: Buffer) => void;

  constructor(page: Page, play: (sound: Buffer) => void) {
    this.#page = page;
    this.#play = play;
    page.on("response", this.#onResponse);
  }

  [Symbol.dispose](): void {
    this.#page.off("response", this.#onResponse);
  }

  /** Presses the challenge's own button for it, wherever on the page that is. */
  async request(): Promise<void> {
    for (const frame of this.#page.frames()) if (await press(frame)) return;
  }

  readonly #onResponse = (response: Response): void => {
    if (!/^audio\//.test(response.headers()["content-type"] ?? "")) return;
    void response.body().then(
      (sound) => {
        if (sound.length <= MOST_BYTES) this.#play(sound);
      },
      () => undefined, // the page went on before it was there
    );
  };
}

async function press(frame: Frame): Promise<boolean> {
  const way = frame.locator(WAYS).filter({ visible: true }).first();
  if ((await way.count()) === 0) return false;
  await way.click({ timeout: CLICK_WITHIN_MS });
  return true;
}
