import type { Browsers, Held, Refusal, Session, SessionWish, Armed } from "../../src/browser/session.ts";
import type { Page } from "playwright";

/**
 * Attempts at one site, one after the other, on one page that is blank again after each: a context with a page of its own
 * is a third of what an attempt costs. The fence stays the product's. Only where it would let one attempt elsewhere than the
 * other, they have a session each.
 */
export class SharedSessions implements Browsers {
  readonly #browsers: Browsers;
  readonly #free = new Map<string, Session>();

  constructor(browsers: Browsers) {
    this.#browsers = browsers;
  }

  async open(wish: SessionWish, signal: AbortSignal): Promise<Session> {
    const key = reachOf(wish);
    const session = this.#free.get(key) ?? (await this.#browsers.open(wish, signal));
    this.#free.delete(key);
    return new Lent(session, () => this.#takeBack(key, session));
  }

  /** One that opened other windows, or that can't be left, goes. */
  async #takeBack(key: string, session: Session): Promise<void> {
    const context = session.page.context();
    const isBlank = context.pages().length === 1 && (await session.page.goto("about:blank").then(() => true, () => false));
    if (!isBlank || this.#free.has(key)) return session[Symbol.asyncDispose]();
    await context.clearCookies();
    this.#free.set(key, session);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#free.values()) await session[Symbol.asyncDispose]();
  }
}

/** Where the fence lets it: the phase tells apart only hosts that nothing but a mail's link opens. */
function reachOf({ hosts, phase }: SessionWish): string {
  const isPhaseSeen = hosts.mailLink.some((host) => !hosts.site.includes(host) && !hosts.assets.includes(host));
  return JSON.stringify([hosts, isPhaseSeen && phase === "confirm"]);
}

/** A session for the length of one attempt. */
class Lent implements Session {
  readonly #session: Session;
  readonly #giveBack: () => Promise<void>;
  readonly #refusedBefore: number;

  constructor(session: Session, giveBack: () => Promise<void>) {
    this.#session = session;
    this.#giveBack = giveBack;
    this.#refusedBefore = session.refusals().length;
  }

  get page(): Page {
    return this.#session.page;
  }

  get status(): number | undefined {
    return this.#session.status;
  }

  get retryAfterMs(): number | undefined {
    return this.#session.retryAfterMs;
  }

  withChallengeHosts<T>(work: () => Promise<T>): Promise<T> {
    return this.#session.withChallengeHosts(work);
  }

  hold(): Promise<Held> {
    return this.#session.hold();
  }

  stay(): Disposable {
    return this.#session.stay();
  }

  arm(intent: string, hosts: readonly string[]): Promise<Armed> {
    return this.#session.arm(intent, hosts);
  }

  capture(): Promise<Buffer> {
    return this.#session.capture();
  }

  refusals(): readonly Refusal[] {
    return this.#session.refusals().slice(this.#refusedBefore);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#giveBack();
  }
}
