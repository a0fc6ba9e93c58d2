import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Gate } from "../../src/handoff/remote/gate.ts";
import { RemoteServer, type Desk } from "../../src/handoff/remote/server.ts";
import type { ViewerAnswer, ViewerInput } from "../../src/handoff/remote/messages.ts";

const TOKEN = "the-token-of-this-sitting";
const PASS = { cookie: "the-cookie", key: "the-key" };

/** The server with a desk that writes down what gets through to it. */
class Door implements Desk, AsyncDisposable {
  readonly got: (ViewerInput | ViewerAnswer | "watched")[] = [];
  readonly #server = new RemoteServer(new Gate(TOKEN, PASS), this);
  port = 0;

  static async open(): Promise<Door> {
    const door = new Door();
    door.port = await door.#server.listen(0);
    return door;
  }

  watched(): () => void {
    this.got.push("watched");
    return () => undefined;
  }

  async input(inputs: readonly ViewerInput[]): Promise<void> {
    this.got.push(...inputs);
  }

  answer(answer: ViewerAnswer): boolean {
    this.got.push(answer);
    return true;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server[Symbol.asyncDispose]();
  }
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

let door: Door;
beforeEach(async () => void (door = await Door.open()));
afterEach(() => door[Symbol.asyncDispose]());

const here = (): string => `127.0.0.1:${door.port}`;
const fromPage = (): Record<string, string> => ({ host: here(), origin: `http://${here()}`, "sec-fetch-site": "same-origin", "content-type": "application/json" });
const asViewer = (): Record<string, string> => ({ ...fromPage(), cookie: `unlist-viewer=${PASS.cookie}`, "x-unlist-key": PASS.key });
const DONE = { kind: "done", ask: 1 };

async function open({ method = "POST", path = "/answer", headers = {}, body = DONE }: Sent): Promise<IncomingMessage> {
  const said = method === "GET" ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  const known = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const sent = request({ host: "127.0.0.1", port: door.port, method, path, headers: known });
  sent.end(said);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return response;
}

async function send(sent: Sent): Promise<{ status: number; headers: IncomingHttpHeaders; said: string }> {
  const response = await open(sent);
  return { status: response.statusCode ?? 0, headers: response.headers, said: await text(response) };
}

describe("the viewer gets in", () => {
  it("with the token, for a cookie and a key, and is heard with both", async () => {
    const entered = await send({ path: "/enter", headers: fromPage(), body: { token: TOKEN } });

    expect(entered).toMatchObject({ status: 200, said: JSON.stringify({ key: PASS.key }) });
    expect(entered.headers["set-cookie"]).toEqual(["unlist-viewer=the-cookie; Path=/; HttpOnly; SameSite=Strict"]);
    expect((await send({ headers: asViewer() })).status).toBe(204);
    expect(door.got).toEqual([DONE]);
  });

  it.each([["localhost:9000"], ["[::1]:9000"]])("through a tunnel that calls it %s", async (host) => {
    expect((await send({ headers: { ...asViewer(), host, origin: `http://${host}` } })).status).toBe(204);
  });

  it.each([["/"], ["/page.js"], ["/page.css"]])("and %s holds no secret and forbids all that it does not need", async (path) => {
    const { status, headers, said } = await send({ method: "GET", path, headers: { host: here() } });

    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" });
    for (const secret of [TOKEN, PASS.cookie, PASS.key]) expect(said + JSON.stringify(headers)).not.toContain(secret);
  });
});

/** Every cell of it must be refused, say nothing, and reach nobody. */
describe("the attack matrix: refused is", () => {
  const ways: Readonly<Record<string, { readonly path: string; readonly body: unknown; readonly method?: string }>> = {
    "the way in": { path: "/enter", body: { token: TOKEN } },
    "the stream": { path: "/stream", method: "GET", body: undefined },
    "what is done": { path: "/input", body: [{ kind: "text", text: "x" }] },
    "the answer": { path: "/answer", body: DONE },
  };
  const attacks: Readonly<Record<string, (sent: Record<string, string>) => Record<string, string | undefined>>> = {
    "a bad Host": (sent) => ({ ...sent, host: "unlist.evil.example" }),
    "a name that was led here (DNS rebinding)": (sent) => ({ ...sent, host: `evil.example:${door.port}`, origin: `http://evil.example:${door.port}` }),
    "a name that begins like ours": (sent) => ({ ...sent, host: "127.0.0.1.evil.example", origin: "http://127.0.0.1.evil.example" }),
    "a bad Origin": (sent) => ({ ...sent, origin: "https://evil.example" }),
    "another port's Origin": (sent) => ({ ...sent, origin: "http://127.0.0.1:1" }),
    "an Origin that hides": (sent) => ({ ...sent, origin: "null" }),
    "a cross-site fetch": (sent) => ({ ...sent, "sec-fetch-site": "cross-site" }),
    "a fetch from another port of this machine": (sent) => ({ ...sent, "sec-fetch-site": "same-site" }),
  };
  const cells = Object.keys(ways).flatMap((way) => Object.keys(attacks).map((attack) => [way, attack] as const));

  it.each(cells)("%s to %s", async (way, attack) => {
    const { path, body, method = "POST" } = ways[way]!;

    const answered = await send({ method, path, body, headers: attacks[attack]!(asViewer()) });

    expect(answered).toMatchObject({ status: 403, said: "" });
    expect(answered.headers["set-cookie"]).toBeUndefined();
    expect(door.got).toEqual([]);
    expect((await send({ path: "/enter", headers: fromPage(), body: { token: TOKEN } })).status).toBe(200); // and the token is not used up
  });

  it.each<[string, () => Sent, number]>([
    ["a POST without Origin", () => ({ headers: { ...asViewer(), origin: undefined } }), 403],
    ["no cookie", () => ({ headers: { ...asViewer(), cookie: undefined } }), 403],
    ["a wrong cookie", () => ({ headers: { ...asViewer(), cookie: "unlist-viewer=guessed" } }), 403],
    ["two cookies, one of them planted", () => ({ headers: { ...asViewer(), cookie: `unlist-viewer=planted; unlist-viewer=${PASS.cookie}` } }), 403],
    ["the cookie without the key (a cookie is shared by all ports)", () => ({ headers: { ...asViewer(), "x-unlist-key": undefined } }), 403],
    ["a wrong key", () => ({ headers: { ...asViewer(), "x-unlist-key": "guessed" } }), 403],
    ["a cross-site form", () => ({ headers: { ...asViewer(), "content-type": "application/x-www-form-urlencoded" }, body: "kind=done&ask=1" }), 400],
    ["a form that looks like JSON", () => ({ headers: { ...asViewer(), "content-type": "text/plain" } }), 400],
    ["JSON of another kind", () => ({ body: { kind: "goto", url: "https://evil.example" }, headers: asViewer() }), 400],
    ["a key that leaves the page", () => ({ path: "/input", body: [{ kind: "key", key: "F5", isShifted: false }], headers: asViewer() }), 400],
    ["a place beside the picture", () => ({ path: "/input", body: [{ kind: "down", x: 2, y: 0 }], headers: asViewer() }), 400],
    ["a message without end", () => ({ path: "/input", body: [{ kind: "text", text: "x".repeat(40_000) }], headers: asViewer() }), 400],
    ["the wrong method for an answer", () => ({ method: "GET", path: "/answer", headers: asViewer() }), 404],
    ["the wrong method for the stream", () => ({ path: "/stream", headers: asViewer() }), 404],
    ["the wrong method for the page", () => ({ path: "/", headers: asViewer() }), 404],
    ["any other page", () => ({ method: "GET", path: "/../etc/passwd", headers: asViewer() }), 404],
    ["a page with a question mark", () => ({ method: "GET", path: "/?token=x", headers: fromPage() }), 403],
    ["the page in a frame", () => ({ method: "GET", path: "/", headers: { host: here(), "sec-fetch-site": "none", "sec-fetch-dest": "iframe", "sec-fetch-mode": "navigate" } }), 403],
    ["the page opened by another site", () => ({ method: "GET", path: "/", headers: { host: here(), "sec-fetch-site": "cross-site", "sec-fetch-dest": "document" } }), 403],
    ["a wrong token", () => ({ path: "/enter", body: { token: "guessed" }, headers: fromPage() }), 403],
    ["no token", () => ({ path: "/enter", body: {}, headers: fromPage() }), 403],
  ])("%s", async (_attack, sent, status) => {
    const answered = await send(sent());

    expect(answered).toMatchObject({ status, said: "" });
    expect(door.got).toEqual([]);
  });

  it("a used token", async () => {
    const twice = [await send({ path: "/enter", headers: fromPage(), body: { token: TOKEN } }), await send({ path: "/enter", headers: fromPage(), body: { token: TOKEN } })];

    expect(twice.map(({ status }) => status)).toEqual([200, 403]);
    expect(twice[1]?.headers["set-cookie"]).toBeUndefined();
  });

  it("a second viewer, with everything that the first has, until the first is gone", async () => {
    const first = await open({ method: "GET", path: "/stream", headers: asViewer() });
    expect((await send({ method: "GET", path: "/stream", headers: asViewer() })).status).toBe(409);

    first.destroy();
    await expect.poll(async () => {
      const next = await open({ method: "GET", path: "/stream", headers: asViewer() });
      next.destroy();
      return next.statusCode;
    }).toBe(200);
  });
});
