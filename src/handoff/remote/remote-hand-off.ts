import { randomBytes } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import type { HandOffAnswer, HandOffAsk, HandOffPort } from "../../playbook/hand-off.ts";
import { cardOf, HELD_BACK, type HandOffCard } from "../card.ts";
import { watchPage } from "../watch-page.ts";
import { Gate } from "./gate.ts";
import type { ViewerAnswer, ViewerInput } from "./messages.ts";
import { RemoteServer, type Desk } from "./server.ts";
import { Stage } from "./stage.ts";
import type { Viewer } from "./viewer.ts";

export interface RemoteOptions {
  readonly clock: Clock;
  /** How long a step waits while its viewer does nothing. */
  readonly patienceMs: number;
  /** 0 for any that is free. */
  readonly port: number;
}

interface InHand {
  readonly ask: number;
  readonly card: HandOffCard;
  readonly stage: Stage;
  readonly answered: (answer: HandOffAnswer) => void;
}

/** Asks through a page on loopback: the fenced page as pictures, what its viewer does passed on to it, and their word on each step. */
export class RemoteHandOff implements HandOffPort, Desk, AsyncDisposable {
  readonly #options: RemoteOptions;
  readonly #token = secret();
  readonly #server = new RemoteServer(new Gate(this.#token, { cookie: secret(), key: secret() }), this);
  #port = 0;
  #viewer: Viewer | undefined;
  #inHand: InHand | undefined;
  #asks = 0;
  #size: Extract<ViewerInput, { kind: "size" }> | undefined;
  #lastActMs = 0;
  /** What the viewer did is done in its order, one thing after the other. */
  #acting: Promise<void> = Promise.resolve();

  private constructor(options: RemoteOptions) {
    this.#options = options;
  }

  static async open(options: RemoteOptions): Promise<RemoteHandOff> {
    const remote = new RemoteHandOff(options);
    remote.#port = await remote.#server.listen(options.port);
    return remote;
  }

  /** With the token in its fragment, which no server and no log is told. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/#${this.#token}`;
  }

  async ask(ask: HandOffAsk, signal: AbortSignal): Promise<HandOffAnswer> {
    const { clock, patienceMs } = this.#options;
    const over = new AbortController();
    const until = AbortSignal.any([over.signal, signal]);
    this.#lastActMs = clock.now().getTime();
    await using stage = await Stage.open(ask.session.page, this, this.#size);
    const watched = watchPage(ask, { clock, untilMs: () => this.#lastActMs + patienceMs, signal: until, onPressed: () => this.#viewer?.tell({ note: HELD_BACK }) });
    const answered = new Promise<HandOffAnswer>((resolve) => this.#begin(cardOf(ask), stage, resolve));
    try {
      return await Promise.race([watched, answered]);
    } finally {
      over.abort();
      this.#end();
      await Promise.allSettled([watched, this.#acting]); // ended by our own signal, or told already by the race
    }
  }

  watched(viewer: Viewer): () => void {
    this.#viewer = viewer;
    this.#tellWhere();
    this.#inHand?.stage.showAgain();
    return () => (this.#viewer = undefined);
  }

  /** A click on what has gone by then does nothing, and nobody is told: they see it. */
  input(inputs: readonly ViewerInput[]): Promise<void> {
    this.#lastActMs = this.#options.clock.now().getTime();
    this.#size = inputs.findLast((input) => input.kind === "size") ?? this.#size;
    const stage = this.#inHand?.stage;
    if (stage) this.#acting = this.#acting.then(() => actAll(stage, inputs));
    return this.#acting;
  }

  answer({ ask, ...answer }: ViewerAnswer): boolean {
    const { clock } = this.#options;
    const inHand = this.#inHand;
    if (inHand?.ask !== ask || (answer.kind === "code") !== (inHand.card.wantsCode && answer.kind !== "left")) return false;
    this.#lastActMs = clock.now().getTime();
    void this.#acting.then(() => inHand.answered(answer)); // what they did before is done before
    return true;
  }

  show(picture: Buffer): void {
    this.#viewer?.show(picture);
  }

  play(sound: Buffer): void {
    this.#viewer?.play(sound);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#viewer?.tell({ state: "over" });
    this.#viewer?.end();
    await this.#server[Symbol.asyncDispose]();
  }

  #begin(card: HandOffCard, stage: Stage, answered: InHand["answered"]): void {
    this.#asks += 1;
    this.#inHand = { ask: this.#asks, card, stage, answered };
    this.#tellWhere();
    stage.showAgain();
  }

  #end(): void {
    this.#inHand = undefined;
    this.#tellWhere();
  }

  #tellWhere(): void {
    const { ask, card } = this.#inHand ?? {};
    this.#viewer?.tell(card ? { state: "asking", ask, card } : { state: "working" });
  }
}

async function actAll(stage: Stage, inputs: readonly ViewerInput[]): Promise<void> {
  for (const input of inputs) await stage.act(input).catch(() => undefined); // the page moved on under the hand
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}
