import type { Duplex } from "node:stream";
import type { Meter } from "./meter.ts";
import type { BegunRequest } from "./repeat-watch.ts";

/** Who looks on while a tunnel is part of an irreversible step. */
export interface TunnelWatch {
  /** Told of each request before it goes on; false ends the tunnel. */
  admits(request: BegunRequest): boolean;
  /** Called before client bytes that carry application data go on; they wait for it. */
  beforeSending(): Promise<void> | undefined;
  /** The other side ended with the client's last word unanswered. The client has not been told yet. */
  unanswered(host: string): void;
  /** The step is over: a tunnel that is answered need not be watched any more. */
  isOver(): boolean;
}

export interface Ends {
  readonly client: Duplex;
  readonly upstream: Duplex;
  readonly meter: Meter;
  /** Looks at the beginning of each request where the proxy sees plain text; false ends the tunnel. */
  readonly admits?: ((chunk: Buffer) => boolean) | undefined;
}

/** One CONNECT of one session, from the request on, before there is anything at the other end. */
export class Tunnel {
  watch: TunnelWatch | undefined;
  readonly host: string;
  readonly #socket: Duplex;
  readonly #onClosed: () => void;
  #ends: Ends | undefined;
  #isUnanswered = false;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(host: string, socket: Duplex, onClosed: () => void) {
    this.host = host;
    this.#socket = socket;
    this.#onClosed = onClosed;
    socket.on("error", () => this.destroy()); // a reset by the browser is its way to close
    socket.on("close", () => this.destroy());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isUnanswered(): boolean {
    return this.#isUnanswered;
  }

  /** Joins both sides. Nothing is read from the client before. */
  join(ends: Ends): void {
    this.#ends = ends;
    const { client, upstream } = ends;
    upstream.on("error", () => this.#upstreamEnded("reset"));
    upstream.on("close", () => this.#upstreamEnded("reset"));
    upstream.on("end", () => this.#upstreamEnded("finished"));
    client.on("error", () => this.destroy());
    client.on("end", () => this.destroy());
    upstream.on("data", (chunk: Buffer) => this.#fromUpstream(ends, chunk));
    client.on("data", (chunk: Buffer) => this.#fromClient(ends, chunk));
  }

  /** Resolves when nothing is asked that has not been answered. */
  settled(): Promise<void> {
    if (!this.#isUnanswered || this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  destroy(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#ends?.upstream.destroy();
    this.#ends?.client.destroy();
    this.#socket.destroy();
    this.#settle();
    this.#onClosed();
  }

  #fromClient(ends: Ends, chunk: Buffer): void {
    if (this.#isClosed) return;
    const length = ends.meter.sends(chunk);
    const isSending = length > 0;
    if (isSending && !this.#isUnanswered && !this.#admits(chunk, length)) { this.destroy(); return; }
    if (isSending) this.#isUnanswered = true;
    const permission = isSending ? this.watch?.beforeSending() : undefined;
    if (!permission) { this.#pass(ends.client, ends.upstream, chunk); return; }
    ends.client.pause();
    permission.then(
      () => this.#pass(ends.client, ends.upstream, chunk),
      () => this.destroy(), // what could not be recorded is not sent
    );
  }

  /** A request begins: where its words can be seen they are looked at, and where a step is under way it is told of it. */
  #admits(chunk: Buffer, length: number): boolean {
    if (this.#ends?.admits?.(chunk) === false) return false;
    const isOver = (): boolean => this.#isClosed || !this.#isUnanswered;
    return this.watch?.admits({ host: this.host, tunnel: this, length, isOver }) ?? true;
  }

  #fromUpstream(ends: Ends, chunk: Buffer): void {
    if (this.#isClosed) return;
    if (ends.meter.answers(chunk)) this.#answered();
    this.#pass(ends.upstream, ends.client, chunk);
  }

  #pass(from: Duplex, to: Duplex, chunk: Buffer): void {
    if (this.#isClosed) return;
    if (to.write(chunk)) {
      from.resume();
      return;
    }
    from.pause();
    to.once("drain", () => from.resume());
  }

  #answered(): void {
    this.#isUnanswered = false;
    if (this.watch?.isOver() === true) this.watch = undefined;
    this.#settle();
  }

  #upstreamEnded(how: "finished" | "reset"): void {
    if (this.#isClosed) return;
    // First the fuse, then the news: the browser asks for a new tunnel as soon as it hears of the end.
    if (this.#isUnanswered) this.watch?.unanswered(this.host);
    if (how === "reset") { this.destroy(); return; }
    this.#ends?.client.end(() => this.destroy());
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
