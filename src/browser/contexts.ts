import type { BrowserContext, Page } from "playwright";
import type { Credentials } from "./fence.ts";

/** A context with its page, and what it shows the proxy. Until a fence has these credentials the proxy lets it nowhere. */
export interface OpenContext {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly credentials: Credentials;
}

/** Who opens two sessions (the self-test is one) opens a third. */
const TAKEN_BEFORE_AHEAD = 2;

/**
 * Opens the next context while the one before it works; that takes a tenth of a short flow (measured). Each is used once. Not
 * where there are windows: an empty one would come to lie on the one that somebody works in.
 */
export class Contexts {
  readonly #open: () => Promise<OpenContext>;
  readonly #isAhead: boolean;
  #ahead: Promise<OpenContext | undefined> | undefined;
  #taken = 0;

  constructor(open: () => Promise<OpenContext>, isAhead: boolean) {
    this.#open = open;
    this.#isAhead = isAhead;
  }

  async take(): Promise<OpenContext> {
    this.#taken += 1;
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const opened = await ahead;
    const taken = opened?.page.isClosed() === false ? opened : await this.#open();
    if (this.#isAhead && this.#taken >= TAKEN_BEFORE_AHEAD) this.#ahead ??= this.#open().catch(() => undefined); // whoever takes next opens one and hears why
    return taken;
  }

  /** Resolves when nothing is being opened. What is open goes with its browser. */
  async settled(): Promise<void> {
    await this.#ahead;
  }
}
