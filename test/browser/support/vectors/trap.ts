import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { createServer as createHttps, type Server as HttpsServer } from "node:https";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Certificate } from "../../../../src/browser/certificate.ts";

const TLS_HANDSHAKE = 22;

/**
 * Where no page may get to. One TCP port takes TLS and plain HTTP alike and learns the name from the hello or the request;
 * each UDP port is one vector's own. A connection without a word counts as well.
 */
export class Trap implements AsyncDisposable {
  /** Ids of the cases that got here. */
  readonly caught = new Set<string>();
  connections = 0;
  readonly #tcp: Server;
  readonly #udp: UdpSocket[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(certificate: Certificate) {
    const https = createHttps({ cert: certificate.certPem, key: certificate.keyPem, SNICallback: (name, done) => { this.#note(name); done(null); } }, (_, response) => {
      response.writeHead(204, { "access-control-allow-origin": "*", connection: "close" }).end();
    });
    https.on("upgrade", (_, socket) => socket.destroy()).on("clientError", (_, socket) => socket.destroy());
    this.#tcp = createServer((socket) => this.#accept(socket, https));
  }

  static async open(certificate: Certificate): Promise<Trap> {
    const trap = new Trap(certificate);
    await new Promise<void>((resolve) => trap.#tcp.listen(0, "127.0.0.1", resolve));
    return trap;
  }

  get port(): number {
    return (this.#tcp.address() as AddressInfo).port;
  }

  async openUdp(id: string): Promise<number> {
    const socket = createSocket("udp4", () => this.caught.add(id));
    this.#udp.push(socket);
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    return socket.address().port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all([new Promise((resolve) => this.#tcp.close(resolve)), ...this.#udp.map((socket) => new Promise<void>((resolve) => socket.close(resolve)))]);
  }

  #accept(socket: Socket, https: HttpsServer): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket)).on("error", () => socket.destroy());
    socket.once("data", (chunk: Buffer) => {
      if (chunk[0] !== TLS_HANDSHAKE) {
        this.#note(/^host: (\S+)/im.exec(chunk.toString("latin1"))?.[1] ?? "");
        socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        return;
      }
      socket.pause();
      socket.unshift(chunk);
      https.emit("connection", socket);
    });
  }

  /** The first label of `fetch-popup.trap.example` is the case. */
  #note(name: string): void {
    if (name !== "") this.caught.add(name.split(".")[0] ?? name);
  }
}
