import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeCertificate, type Certificate } from "../../../src/browser/certificate.ts";

export interface SeenRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly body: string;
}

/** What a page answers: its HTML, or anything a server can do. `drop` closes the connection without a byte, `hang` never answers. */
export type Answer = string | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly html?: string; readonly delayMs?: number };
export type Pages = Readonly<Record<string, Answer | ((request: SeenRequest) => Answer)>>;

export interface SiteServer extends AsyncDisposable {
  readonly port: number;
  readonly certificate: Certificate;
  readonly seen: SeenRequest[];
  /** Answers by `host/path`, or by `POST host/path`; what is not there is a 404. */
  serve(pages: Pages): void;
}

/** A real TLS server on loopback that stands for every host name a test uses. */
export async function startSites(hosts: readonly string[]): Promise<SiteServer> {
  const certificate = makeCertificate(hosts, new Date());
  const seen: SeenRequest[] = [];
  let pages: Pages = {};
  const server = createServer({ cert: certificate.certPem, key: certificate.keyPem }, (incoming, outgoing) => void answer(incoming, outgoing));

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming);
    seen.push(request);
    const key = `${request.host}${request.path.split("?", 1)[0]}`;
    const page = pages[`${request.method} ${key}`] ?? pages[key] ?? { status: 404, html: "Not found" };
    reply(outgoing, typeof page === "function" ? page(request) : page);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    certificate,
    seen,
    serve(next) {
      pages = next;
      seen.length = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { method: incoming.method ?? "", host: incoming.headers.host ?? "", path: incoming.url ?? "", body: Buffer.concat(chunks).toString() };
}

function reply(outgoing: ServerResponse, answer: Answer): void {
  if (answer === "hang") return;
  if (answer === "drop") {
    outgoing.req.socket.destroy(); // a response that waits for the one before it has no socket of its own yet
    return;
  }
  const { status = 200, headers = {}, html = "", delayMs = 0 }: Exclude<Answer, string> = typeof answer === "string" ? { html: answer } : answer;
  setTimeout(() => outgoing.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(html), delayMs);
}
