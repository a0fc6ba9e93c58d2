import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { listenOnLoopback, stopListening } from "../../../src/browser/loopback.ts";
import type { Asked, ScriptedBrokers } from "./brokers.ts";

/** Scripted brokers for runs in other processes; each world has an address of its own. */
export class BrokerServer implements AsyncDisposable {
  readonly #worlds = new Map<string, ScriptedBrokers>();
  readonly #server = createServer((request, response) => {
    const [, world = "", what] = (request.url ?? "").split("/");
    void json(request).then((body) => response.end(JSON.stringify(this.#answer(world, what, body as Asked))));
  });
  #url = "";

  static async start(): Promise<BrokerServer> {
    const server = new BrokerServer();
    server.#url = await listenOnLoopback(server.#server);
    return server;
  }

  /** The address under which a child process reaches these brokers. */
  serve(brokers: ScriptedBrokers): string {
    const world = String(this.#worlds.size + 1);
    this.#worlds.set(world, brokers);
    return `${this.#url}/${world}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await stopListening(this.#server);
  }

  #answer(world: string, what: string | undefined, body: Asked): unknown {
    const brokers = this.#worlds.get(world);
    return what === "ask" ? brokers?.ask(body) : (brokers?.mails ?? []);
  }
}
