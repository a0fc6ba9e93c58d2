import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import type { Certificate } from "../../../src/browser/certificate.ts";

export interface Origin extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
}

/** A server on 127.0.0.1, with TLS when it is given a certificate. */
export async function serve(handler: RequestListener, certificate?: Certificate): Promise<Origin> {
  const server = certificate ? createTlsServer({ cert: certificate.certPem, key: certificate.keyPem }, handler) : createServer(handler);
  server.keepAliveTimeout = 60_000;
  return listening(server, () => server.closeAllConnections());
}

export async function listening(server: Server, closeConnections: () => void): Promise<Origin> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      closeConnections();
      await closed;
    },
  };
}

export type Fault = "fin" | "reset" | "hang" | "503" | "303-close";

/** A site with an opt-out form that applies the POST and then misbehaves. */
export class Broker {
  posts = 0;
  readonly fault: Fault;
  readonly #seen: (() => void)[] = [];

  constructor(fault: Fault) {
    this.fault = fault;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === "POST") {
      request.resume().on("end", () => this.#applied(request, response));
      return;
    }
    const body = request.url === "/done" ? "<p>We received your request</p>" : PAGE;
    response.writeHead(200, { "content-type": "text/html" }).end(body);
  };

  /** Resolves when a POST has been applied. */
  posted(): Promise<void> {
    return this.posts > 0 ? Promise.resolve() : new Promise((resolve) => this.#seen.push(resolve));
  }

  #applied(request: IncomingMessage, response: ServerResponse): void {
    this.posts += 1;
    for (const tell of this.#seen.splice(0)) tell();
    const { socket } = request;
    if (this.fault === "fin") socket.end();
    if (this.fault === "reset") rawSocket(socket).resetAndDestroy();
    if (this.fault === "503") response.writeHead(503, { "content-type": "text/html" }).end("<p>try later</p>");
    if (this.fault === "303-close") response.writeHead(303, { location: "/done", connection: "close" }).end();
  }
}

/** The TCP socket below TLS, so that a reset is one. */
function rawSocket(socket: Socket): Socket {
  const parent: unknown = Reflect.get(socket, "_parent");
  return (parent as Socket | null) ?? socket;
}

const PAGE = `<!doctype html><title>opt out</title>
<form method="post" action="/optout"><input name="email" value="a@example.org"><button id="form">Send</button></form>
<button id="fetch" onclick="fetch('/optout', { method: 'POST', body: 'email=a' })
  .then((answer) => { document.title = 'answered ' + answer.status; if (answer.redirected) location = answer.url; }, () => { document.title = 'failed'; })">Fetch</button>
<button id="warm" onclick="fetch('/warm').then((answer) => answer.text()).then(() => { document.title = 'warm'; })">Warm</button>`;
