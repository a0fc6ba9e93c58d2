import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { listenOnLoopback, stopListening } from "./loopback.ts";
import { plainHost, REPLY, targetOf } from "./proxy-replies.ts";
import type { Refusal } from "./session.ts";

const MAX_KEPT = 1_000;

/** A proxy that refuses everything: what Chromium itself asks for, outside any session, ends here and is counted. */
export class Strays {
  readonly #refusals: Refusal[] = [];
  readonly #server: Server;
  #url = "";

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#count(URL.canParse(request.url ?? "") ? new URL(request.url ?? "").hostname : "", "plain-http");
      response.writeHead(403, { Connection: "close" }).end();
    });
    this.#server.on("connect", ({ url }: { url?: string }, socket: Duplex) => {
      this.#count(targetOf(url)?.host ?? "", "not-listed");
      socket.on("error", () => socket.destroy());
      socket.end(REPLY.refused, () => socket.destroy());
    });
  }

  static async start(): Promise<Strays> {
    const strays = new Strays();
    strays.#url = await listenOnLoopback(strays.#server);
    return strays;
  }

  get url(): string {
    return this.#url;
  }

  refusals(): readonly Refusal[] {
    return [...this.#refusals];
  }

  async close(): Promise<void> {
    await stopListening(this.#server);
  }

  #count(host: string, reason: Refusal["reason"]): void {
    if (this.#refusals.length < MAX_KEPT) this.#refusals.push({ host: plainHost(host), reason });
  }
}
