import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { z } from "zod";
import { UsageError } from "../../base/errors.ts";
import { jsonOrNothing } from "../../base/json.ts";
import { COOKIE, type Gate } from "./gate.ts";
import { HEADERS } from "./headers.ts";
import { Entry, ViewerAnswer, ViewerInputs, type ViewerInput } from "./messages.ts";
import { MARKUP } from "./page/markup.ts";
import { SCRIPT } from "./page/script.ts";
import { STYLE } from "./page/style.ts";
import { Viewer } from "./viewer.ts";

/** What the viewer asks for, once it is known to be the viewer. */
export interface Desk {
  /** The stream is open. What comes back is called when it is not any more. */
  watched(viewer: Viewer): () => void;
  input(inputs: readonly ViewerInput[]): Promise<void>;
  /** False for a step that is over. */
  answer(answer: ViewerAnswer): boolean;
}

const MOST_BYTES = 32_768;
const STILL: Readonly<Record<string, readonly [type: string, body: string]>> = { "/": ["text/html; charset=utf-8", MARKUP], "/page.js": ["text/javascript; charset=utf-8", SCRIPT], "/page.css": ["text/css; charset=utf-8", STYLE] };

/** The page, its stream and its two ways back, on loopback. Whatever is not exactly one of them is refused without a word. */
export class RemoteServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #gate: Gate;
  readonly #desk: Desk;
  #isWatched = false;

  constructor(gate: Gate, desk: Desk) {
    this.#gate = gate;
    this.#desk = desk;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy()); // a line that broke has nobody to tell
    });
  }

  /** The port that it listens on. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (cause) => reject(new UsageError(`port ${port} can't be listened on`, { cause, hint: "leave out --port for any that is free" })));
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new TypeError("listening on no port");
    return address.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const knock = { method: request.method ?? "", headers: request.headers };
    if (!this.#gate.isFromHere(knock)) { refuse(response, 403); return; }
    const route = `${knock.method} ${request.url ?? ""}`;
    const still = knock.method === "GET" ? STILL[request.url ?? ""] : undefined;
    if (still) {
      const mayBeShown = request.url !== "/" || this.#gate.isOpenedAsPage(knock);
      if (mayBeShown) response.writeHead(200, { ...HEADERS, "Content-Type": still[0] }).end(still[1]);
      else refuse(response, 403);
    } else if (route === "POST /enter") await this.#enter(request, response);
    else if (!this.#gate.isViewer(knock)) refuse(response, 403);
    else if (route === "GET /stream") this.#stream(response);
    else if (route === "POST /input") await this.#take(request, response, ViewerInputs, async (inputs) => (await this.#desk.input(inputs), true));
    else if (route === "POST /answer") await this.#take(request, response, ViewerAnswer, async (answer) => this.#desk.answer(answer));
    else refuse(response, 404);
  }

  async #enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = await read(request, Entry);
    const pass = entry && this.#gate.exchange(entry.token);
    if (!pass) { refuse(response, 403); return; }
    response.writeHead(200, { ...HEADERS, "Content-Type": "application/json", "Set-Cookie": `${COOKIE}=${pass.cookie}; Path=/; HttpOnly; SameSite=Strict` }).end(JSON.stringify({ key: pass.key }));
  }

  #stream(response: ServerResponse): void {
    if (this.#isWatched) { refuse(response, 409); return; }
    this.#isWatched = true;
    response.writeHead(200, { ...HEADERS, "Content-Type": "application/octet-stream" }).flushHeaders();
    const gone = this.#desk.watched(new Viewer(response));
    response.once("close", () => {
      this.#isWatched = false;
      gone();
    });
  }

  async #take<T>(request: IncomingMessage, response: ServerResponse, schema: z.ZodType<T>, work: (body: T) => Promise<boolean>): Promise<void> {
    const body = await read(request, schema);
    if (body === undefined) refuse(response, 400);
    else refuse(response, (await work(body)) ? 204 : 409);
  }
}

/** An answer without a body, and without a word of why. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, HEADERS).end();
}

/** Nothing for what is no such message: of another type, of a length that is not said or too long, or with a key that it does not have. */
async function read<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T | undefined> {
  const { "content-type": type, "content-length": length } = request.headers;
  if (type !== "application/json" || length === undefined || Number(length) > MOST_BYTES) return undefined;
  const parsed = schema.safeParse(jsonOrNothing(await text(request)));
  return parsed.success ? parsed.data : undefined;
}
