import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback, stopListening } from "../../../src/browser/loopback.ts";

export interface Seen {
  readonly method: string;
  /** `host/path`, without the query. */
  readonly at: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}
export type Page = string | ((seen: Seen) => string);

/** Pages of any host on one loopback port, by `host/path` or `POST host/path`, and what they were asked. */
export class LocalPages implements AsyncDisposable {
  readonly seen: Seen[] = [];
  readonly origin: string;
  readonly #close: () => Promise<void>;
  #pages: Readonly<Record<string, Page>> = {};

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.#close = close;
  }

  static async open(): Promise<LocalPages> {
    const server = createServer((request, response) => {
      void read(request).then((seen) => {
        const html = pages.#answer(seen);
        response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(html ?? "Not found");
      });
    });
    const pages: LocalPages = new LocalPages(await listenOnLoopback(server), () => stopListening(server));
    return pages;
  }

  serve(pages: Readonly<Record<string, Page>>): void {
    this.#pages = pages;
    this.seen.length = 0;
  }

  posts(): Seen[] {
    return this.seen.filter(({ method }) => method === "POST");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }

  #answer(seen: Seen): string | undefined {
    this.seen.push(seen);
    const page = this.#pages[`${seen.method} ${seen.at}`] ?? this.#pages[seen.at];
    return typeof page === "function" ? page(seen) : page;
  }
}

async function read(request: IncomingMessage): Promise<Seen> {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? ""}`);
  return { method: request.method ?? "", at: `${url.hostname}${url.pathname}`, query: url.searchParams, form: new URLSearchParams(await text(request)) };
}
