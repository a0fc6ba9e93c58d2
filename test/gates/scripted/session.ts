import type { Page } from "playwright";
import type { Clock } from "../../../src/base/clock.ts";
import { Fence } from "../../../src/browser/fence.ts";
import type { Armed, Browsers, Held, Refusal, Session, SessionWish } from "../../../src/browser/session.ts";
import type { WireLog } from "../../../src/browser/wire-log.ts";
import type { Asked, Shown } from "./brokers.ts";
import { ConnectionLostError, ScriptedPage, type Send } from "./page.ts";

export interface ScriptedPorts {
  /** The network behind the proxy; rejects with ConnectionLostError when it drops. */
  readonly net: Send;
  readonly wire: WireLog;
  readonly clock: Clock;
}

/** Sessions whose page is scripted and whose fence, armed window and wire record are the real ones. */
export function scriptedBrowsers(ports: ScriptedPorts): Browsers {
  return {
    open: async (wish, signal) => {
      signal.throwIfAborted();
      return new ScriptedSession(wish, ports);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

class ScriptedSession implements Session {
  readonly page: Page;
  readonly retryAfterMs = undefined;
  status: number | undefined;
  readonly #fence: Fence;
  readonly #ports: ScriptedPorts;

  constructor(wish: SessionWish, ports: ScriptedPorts) {
    this.#fence = new Fence(wish);
    this.#ports = ports;
    this.page = new ScriptedPage((asked) => this.#send(asked)).asPage();
  }

  withChallengeHosts<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  async hold(): Promise<Held> {
    return this.#fence.hold();
  }

  stay(): Disposable {
    return this.#fence.stay();
  }

  arm(intent: string, hosts: readonly string[]): Promise<Armed> {
    return this.#fence.arm(intent, { hosts, wire: this.#ports.wire, clock: this.#ports.clock });
  }

  async capture(): Promise<Buffer> {
    return Buffer.from("a picture of nothing");
  }

  refusals(): readonly Refusal[] {
    return this.#fence.refusals();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#fence.close();
  }

  /** As a tunnel does it: the fence decides, the record of the first byte is on disk, then the byte goes on. */
  async #send(asked: Asked): Promise<Shown> {
    const { hostname } = new URL(asked.url);
    const refused = this.#fence.refusalOf(hostname);
    if (refused) {
      this.#fence.refuse(hostname, refused);
      throw new ConnectionLostError("refused");
    }
    const armed = this.#fence.armed?.hosts.includes(hostname) === true ? this.#fence.armed : undefined;
    await armed?.beforeSending();
    try {
      const shown = await this.#ports.net(asked);
      this.status = shown.status;
      return shown;
    } catch (error) {
      if (error instanceof ConnectionLostError) armed?.unanswered(hostname);
      throw error;
    }
  }
}
