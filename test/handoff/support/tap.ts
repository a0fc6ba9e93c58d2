import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

const HEAD_END = "\r\n\r\n";
const LINE_END = "\r\n";
/** Of a message of the stream: its kind, and its length. */
const MESSAGE_HEAD = 5;
const PICTURE = 1;

/** A line between the viewer and the server, as `ssh -L` is one. It keeps every byte that the server says. */
export class Tap implements AsyncDisposable {
  readonly #server: Server;
  readonly #lines: Buffer[][] = [];
  readonly #open = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((viewer) => {
      const server = connect(port, "127.0.0.1");
      const line: Buffer[] = [];
      this.#lines.push(line);
      server.on("data", (bytes: Buffer) => void line.push(bytes));
      viewer.pipe(server).pipe(viewer);
      for (const [one, other] of [[viewer, server], [server, viewer]] as const) {
        this.#open.add(one);
        one.on("error", () => other.destroy()).on("close", () => (other.destroy(), this.#open.delete(one)));
      }
    });
  }

  static async open(port: number): Promise<Tap> {
    const tap = new Tap(port);
    tap.#server.listen(0, "127.0.0.1");
    await once(tap.#server, "listening");
    return tap;
  }

  /** The same address, by this line. */
  through(url: string): string {
    const address = new URL(url);
    address.port = String((this.#server.address() as AddressInfo).port);
    return address.href;
  }

  /** All that was said so far but for the pictures, which show the page: heads, bodies, and each message of the stream by itself. */
  said(): Buffer[] {
    return this.#lines.flatMap((line) => [...answersOn(Buffer.concat(line))]);
  }

  /** What the stream says in words. */
  words(): string[] {
    return this.said().filter((one) => one[0] === 0 && one.length > MESSAGE_HEAD).map((one) => one.toString("utf8", MESSAGE_HEAD));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#open) one.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** What is not read as a head or in chunks stays with what follows: nothing but pictures gets lost. */
function* answersOn(line: Buffer): Generator<Buffer> {
  let rest = line;
  while (rest.length > 0) {
    const end = rest.indexOf(HEAD_END);
    const head = end < 0 ? rest : rest.subarray(0, end + HEAD_END.length);
    yield head;
    rest = rest.subarray(head.length);
    if (!/transfer-encoding: chunked/i.test(head.toString("latin1"))) continue;
    const { body, after } = unchunked(rest);
    yield* /application\/octet-stream/.test(head.toString("latin1")) ? messagesIn(body) : [body];
    rest = after;
  }
}

/** RFC 9112 7.1. A line that broke ends within a chunk. */
function unchunked(bytes: Buffer): { readonly body: Buffer; readonly after: Buffer } {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf(LINE_END, at);
    const length = end < 0 ? 0 : Number.parseInt(bytes.toString("latin1", at, end), 16);
    const start = end + LINE_END.length;
    if (length === 0) return { body: Buffer.concat(chunks), after: end < 0 ? Buffer.alloc(0) : bytes.subarray(start + LINE_END.length) };
    chunks.push(bytes.subarray(start, start + length));
    at = start + length + LINE_END.length;
  }
}

function* messagesIn(stream: Buffer): Generator<Buffer> {
  for (let at = 0; at + MESSAGE_HEAD <= stream.length; ) {
    const end = at + MESSAGE_HEAD + stream.readUInt32BE(at + 1);
    yield stream.subarray(at, stream[at] === PICTURE ? at + MESSAGE_HEAD : end);
    at = end;
  }
}
