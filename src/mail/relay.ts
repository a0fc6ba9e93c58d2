import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Opens a connection to a named host: the person's own proxy, where one is set. */
export type MailDial = (host: string, port: number) => Promise<Duplex>;

/**
 * A port of this machine that leads to one mail server through the person's own proxy. A library that dials by itself is given
 * this port and the server's name, so it still holds the server's certificate against that name; nobody here looks the name up.
 */
export class Relay implements AsyncDisposable {
  readonly #server: Server;
  readonly #open = new Set<Duplex>();

  private constructor(target: { readonly host: string; readonly port: number }, dial: MailDial) {
    this.#server = createServer((socket) => void this.#lead(socket, dial(target.host, target.port)));
  }

  static async open(target: { readonly host: string; readonly port: number }, dial: MailDial): Promise<Relay> {
    const relay = new Relay(target, dial);
    await new Promise<void>((resolve, reject) => relay.#server.once("error", reject).listen(0, "127.0.0.1", resolve));
    return relay;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stream of this.#open) stream.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What the library says before the way is open waits in the socket. */
  async #lead(near: Socket, dialling: Promise<Duplex>): Promise<void> {
    this.#keep(near);
    const far = await dialling.catch(() => undefined); // whoever dialled near hears that the connection is lost
    if (far) this.#keep(far);
    if (!far || near.destroyed) {
      for (const stream of [near, far]) stream?.destroy();
      return;
    }
    near.pipe(far).pipe(near);
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  }

  #keep(stream: Duplex): void {
    this.#open.add(stream);
    stream.once("close", () => this.#open.delete(stream)).on("error", () => stream.destroy());
  }
}
