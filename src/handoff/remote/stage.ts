import type { CDPSession, Page } from "playwright";
import type { ViewerInput } from "./messages.ts";
import { SharpPicture } from "./sharp-picture.ts";
import { SoundRelay } from "./sound.ts";

export interface Audience {
  show(picture: Buffer): void;
  play(sound: Buffer): void;
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** The size that every page has while unlist works in it. */
const USUAL: Size = { width: 1280, height: 900, scale: 1 };

/** An open page as a stream of pictures, and what its viewer does with them. When it is over the page is as large as before. */
export class Stage implements AsyncDisposable {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #audience: Audience;
  readonly #sound: SoundRelay;
  readonly #sharp: SharpPicture;
  #size = USUAL;
  /** The viewer has done something and not seen yet what came of it. */
  #isAwaited = true;
  #lastFrame: Buffer = Buffer.alloc(0);
  #newest: Buffer | undefined;

  private constructor(page: Page, cdp: CDPSession, audience: Audience) {
    this.#page = page;
    this.#cdp = cdp;
    this.#audience = audience;
    this.#sharp = new SharpPicture(cdp, (picture) => this.#show(picture));
    this.#sound = new SoundRelay(page, (sound) => audience.play(sound));
    cdp.on("Page.screencastFrame", ({ data, sessionId }) => this.#onFrame(Buffer.from(data, "base64"), sessionId));
  }

  static async open(page: Page, audience: Audience, size: Size | undefined): Promise<Stage> {
    const stage = new Stage(page, await page.context().newCDPSession(page), audience);
    await stage.#resize(size ?? USUAL);
    return stage;
  }

  /** For a viewer who comes, or comes back: nothing may move on the page for a long time. */
  showAgain(): void {
    if (this.#newest) this.#audience.show(this.#newest);
  }

  act(input: ViewerInput): Promise<void> {
    this.#isAwaited = true;
    return this.#sharp.apart(() => this.#do(input));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sound[Symbol.dispose]();
    if (this.#page.isClosed()) return;
    await this.#cdp.send("Page.stopScreencast");
    await this.#sharp.settled();
    await this.#measure(USUAL);
    await this.#cdp.detach();
  }

  async #do(input: ViewerInput): Promise<void> {
    switch (input.kind) {
      case "move":
        return this.#page.mouse.move(...this.#place(input));
      case "down":
      case "up":
        await this.#page.mouse.move(...this.#place(input));
        return this.#page.mouse[input.kind]();
      case "wheel":
        await this.#page.mouse.move(...this.#place(input));
        return this.#page.mouse.wheel(input.dx, input.dy);
      case "touch":
        return this.#touch(input);
      case "key":
        return this.#page.keyboard.press(input.isShifted ? `Shift+${input.key}` : input.key);
      case "text":
        return this.#type(input.text);
      case "size":
        return this.#resize(input);
      case "sound":
        return this.#sound.request();
    }
  }

  /** Key by key: some pages take a value only with the key presses that belong to it. */
  async #type(text: string): Promise<void> {
    for (const sign of text) await this.#page.keyboard.press(sign).catch(() => this.#page.keyboard.insertText(sign)); // a sign that no key has
  }

  async #touch({ phase, points }: Extract<ViewerInput, { kind: "touch" }>): Promise<void> {
    const type = ({ start: "touchStart", move: "touchMove", end: "touchEnd" } as const)[phase];
    const touchPoints = points.map((point) => {
      const [x, y] = this.#place(point);
      return { x, y };
    });
    await this.#cdp.send("Input.dispatchTouchEvent", { type, touchPoints: phase === "end" ? [] : touchPoints });
  }

  async #resize(size: Size): Promise<void> {
    this.#size = { width: size.width, height: size.height, scale: size.scale };
    await this.#cdp.send("Page.stopScreencast");
    await this.#measure(this.#size);
    await this.#cdp.send("Page.startScreencast", { format: "jpeg", quality: 80, maxWidth: size.width, maxHeight: size.height });
  }

  async #measure({ width, height, scale }: Size): Promise<void> {
    await this.#cdp.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
  }

  #place({ x, y }: { readonly x: number; readonly y: number }): [number, number] {
    return [x * this.#size.width, y * this.#size.height];
  }

  /**
   * A frame comes in CSS pixels (measured, whatever is asked for). A fine screen gets it at once where somebody waits for it, and
   * then as it should be; else only that, or a caret that blinks would blur the page.
   */
  #onFrame(frame: Buffer, sessionId: number): void {
    this.#cdp.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined); // it was stopped meanwhile, and wants none
    if (frame.equals(this.#lastFrame)) return; // taking the fine picture makes another frame of the same
    this.#lastFrame = frame;
    const isFine = this.#size.scale > 1;
    if (!isFine || this.#isAwaited) this.#show(frame);
    if (isFine) this.#sharp.take();
    this.#isAwaited = false;
  }

  #show(picture: Buffer): void {
    this.#newest = picture;
    this.#audience.show(picture);
  }
}
