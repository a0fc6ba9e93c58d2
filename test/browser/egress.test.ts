import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Session } from "../../src/browser/session.ts";
import { serve, type Origin } from "./support/broker.ts";
import { never, startRig, wish, type Rig } from "./support/browsers.ts";
import { vectors } from "./support/vectors.ts";

const HOST = "broker.example";
const TRAP = "trap.example";
const VECTORS = vectors(`https://${TRAP}`);

let rig: Rig;
let site: Origin;
let trap: Origin;
let connections = 0;
const hits = new Set<string>();

beforeAll(async () => {
  trap = await serve((request, response) => {
    hits.add(request.url?.slice(1) ?? "");
    response.writeHead(204, { "access-control-allow-origin": "*" }).end();
  });
  trap.server.on("connection", () => (connections += 1)).on("upgrade", ({ url }: IncomingMessage, socket: Socket) => {
    hits.add(url?.slice(1) ?? "");
    socket.destroy();
  });
  site = await serve(servePage);
  // The trap is mapped, too: it is the list that has to keep a session from it, not a missing address.
  rig = await startRig({ map: new Map([[HOST, new URL(site.url)], [TRAP, new URL(trap.url)]]) });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
  await trap[Symbol.asyncDispose]();
});

function servePage({ url = "" }: IncomingMessage, response: ServerResponse): void {
  const [, kind = "", name = ""] = url.split("/");
  if (kind === "307" || kind === "302") return void response.writeHead(Number(kind), { location: `https://${TRAP}/${name}` }).end();
  const policy = name === "csp-report" ? { "content-security-policy": `img-src 'none'; report-uri https://${TRAP}/csp-report` } : {};
  response.writeHead(200, { "content-type": "text/html", ...policy }).end(`<!doctype html><title>page</title><body>${kind === "v" ? (VECTORS[name] ?? "") : ""}`);
}

/** Opens each page and waits until what it does is `seen` (or a second has gone by, for what the browser itself holds back). */
async function tryAll(session: Session, seen: (name: string) => boolean): Promise<string[]> {
  const { page } = session;
  const tried: string[] = [];
  for (const [name, html] of Object.entries(VECTORS)) {
    await page.goto(`https://${HOST}/v/${name}`, { waitUntil: "commit" });
    if (html.includes('id="go"')) await page.click("#go", { noWaitAfter: true });
    const isSeen = await vi.waitUntil(() => seen(name), { timeout: 1_000, interval: 10 }).then(() => true, () => false);
    if (isSeen) tried.push(name);
    await vi.waitUntil(() => page.goto("about:blank").then(() => page.url() === "about:blank", () => false)); // it may be on its way elsewhere
  }
  return tried;
}

it("lets no page reach a host that the playbook does not list", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  let refused = 0;

  const tried = await tryAll(session, () => session.refusals().length > refused && (refused = session.refusals().length) > 0);

  expect([...hits]).toEqual([]);
  expect(connections).toBe(0);
  expect(new Set(session.refusals().map(({ host }) => host))).toEqual(new Set([TRAP]));
  expect(tried.length).toBeGreaterThan(30);
});

it("control: the same pages do reach it when it is listed", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST, TRAP] }), never);

  await tryAll(session, (name) => hits.has(name));

  const missed = Object.keys(VECTORS).filter((name) => !hits.has(name));
  expect(missed).toEqual(["shared-worker", "preconnect"]); // the one does not start, the other asks for nothing
});
