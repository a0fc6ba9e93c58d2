import type { IncomingMessage, ServerResponse } from "node:http";
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer as createHttps } from "node:https";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Certificate } from "../../../../src/browser/certificate.ts";
import { listening, type Origin } from "../broker.ts";
import type { ResendCase } from "./matrix.ts";

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

const TITLE = "We received your request";
const PAGE = `<!doctype html><title>opt out</title>
<form method="post" action="/optout"><input name="email" value="a@example.org"><button id="form">Send</button></form>
<button id="fetch" onclick="fetch('/optout', { method: 'POST', body: 'email=a' })
  .then((answer) => { document.title = 'answered'; if (answer.redirected) location = answer.url; }, () => { document.title = 'failed'; })">Fetch</button>`;

/** A site with an opt-out form that applies the POST and then misbehaves. Speaks HTTP/2 where it is asked to. */
export class OptOutSite implements AsyncDisposable {
  posts = 0;
  readonly #fault: ResendCase["fault"];
  readonly #sockets = new Map<number, TLSSocket>();
  readonly #told: (() => void)[] = [];
  #origin: Origin | undefined;

  constructor(fault: ResendCase["fault"]) {
    this.#fault = fault;
  }

  static readonly confirmation = TITLE;

  get port(): number {
    return this.#origin?.port ?? 0;
  }

  async open(protocol: ResendCase["protocol"], { certPem: cert, keyPem: key }: Certificate): Promise<void> {
    const server = protocol === "h2" ? createSecureServer({ cert, key, allowHTTP1: true }, this.#answer) : createHttps({ cert, key, keepAliveTimeout: 60_000 }, this.#answer);
    server.on("secureConnection", (socket: TLSSocket) => this.#keep(socket));
    this.#origin = await listening(server, () => this.#sockets.forEach((socket) => socket.destroy()));
  }

  /** Resolves when a POST has been applied. */
  posted(): Promise<void> {
    return this.posts > 0 ? Promise.resolve() : new Promise((resolve) => this.#told.push(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#origin?.[Symbol.asyncDispose]();
  }

  #keep(socket: TLSSocket): void {
    const port = socket.remotePort ?? 0;
    this.#sockets.set(port, socket);
    socket.on("close", () => this.#sockets.delete(port)).on("error", () => socket.destroy());
  }

  readonly #answer = (request: Request, response: Response): void => {
    if (request.method === "POST") {
      request.resume();
      request.on("end", () => this.#applied(request, response));
      return;
    }
    response.writeHead(200, { "content-type": "text/html" });
    response.end(request.url === "/done" ? `<!doctype html><title>done</title><p>${TITLE}</p>` : PAGE);
  };

  #applied(request: Request, response: Response): void {
    this.posts += 1;
    for (const tell of this.#told.splice(0)) tell();
    const socket = this.#sockets.get(request.socket.remotePort ?? 0);
    if (this.#fault === "fin") socket?.end();
    if (this.#fault === "reset") rawSocket(socket)?.resetAndDestroy();
    if (this.#fault === "goaway") goAway(request, response);
    if (this.#fault === "503") say(response, 503, "<p>try later</p>");
    if (this.#fault === "misdirected") say(response, 421, "<p>not here</p>");
    if (this.#fault === "303-close") seeOther(request, response);
  }
}

/** "I have done nothing, ask again": GOAWAY with no stream done, and a 408 from a site that speaks HTTP/1.1. Both lie here. */
function goAway(request: Request, response: Response): void {
  if ("stream" in request) {
    request.stream.session?.goaway(0, 0);
    request.stream.session?.destroy();
  } else say(response, 408, "");
}

function seeOther(request: Request, response: Response): void {
  response.writeHead(303, { location: "/done", ...("stream" in request ? {} : { connection: "close" }) });
  response.end();
  if ("stream" in request) request.stream.session?.close();
}

function say(response: Response, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end(body);
}

/** The TCP socket below TLS, so that a reset is one. */
function rawSocket(socket: TLSSocket | undefined): Socket | undefined {
  const parent: unknown = socket && Reflect.get(socket, "_parent");
  return (parent as Socket | null | undefined) ?? socket;
}
