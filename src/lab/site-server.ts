import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { LabClock } from "./lab-clock.ts";
import { listenOnLoopback, type Listening } from "./listen.ts";
import type { Told } from "./persona-fields.ts";
import { findRoute } from "./router.ts";
import type { SiteDesk } from "./site-desk.ts";
import type { Reply, Site, Visit } from "./site.ts";
import type { Received, TruthLog } from "./truth.ts";

/** Hosts that no playbook names: a third party's pixel and the place where the phish leads. Nobody may be seen there. */
export const TRAP_HOSTS = ["pixel.adgrid.example", "secure-unlisting.example"] as const;

export interface ServedSite {
  readonly site: Site;
  readonly desk: SiteDesk;
}

export interface SiteServerParts {
  readonly sites: readonly ServedSite[];
  readonly clock: LabClock;
  readonly truth: TruthLog;
  readonly spot: (told: readonly Told[]) => string[];
}

interface Asked {
  readonly host: string;
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
}

/** One plain HTTP server for every host of the lab; which site answers is decided by the Host header. */
export async function openSiteServer(parts: SiteServerParts): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(parts, request).then(
      (reply) => send(reply, response),
      (error: unknown) => {
        process.stderr.write(`lab: ${error instanceof Error ? (error.stack ?? error.message) : "a page failed"}\n`);
        send({ status: 500 }, response);
      },
    );
  });
  return listenOnLoopback(server);
}

async function answer(parts: SiteServerParts, request: IncomingMessage): Promise<Reply> {
  const asked = await read(request);
  if (asked.url.pathname === "/favicon.ico") return { status: 204 };
  const served = parts.sites.find(({ site }) => site.host === asked.host);
  const route = served && findRoute(served.site.routes, asked.method, asked.url.pathname);
  const pattern = route?.pattern ?? `${asked.method} (no such page)`;
  parts.truth.received({ host: asked.host, route: pattern, kind: kindOf(served?.site, pattern), fields: parts.spot(toldIn(asked)) });
  if (!served || !route) return { status: 404 };
  const reply = await route.handler(visit(parts, served, asked, route.params));
  await served.desk.answerMayGo(pattern);
  return reply;
}

async function read(request: IncomingMessage): Promise<Asked> {
  const host = (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, "");
  return {
    host,
    method: request.method === "HEAD" ? "GET" : (request.method ?? "GET"),
    url: new URL(request.url ?? "/", `https://${host === "" ? "nowhere.example" : host}`),
    form: new URLSearchParams(await text(request)),
  };
}

function visit({ clock, sites }: SiteServerParts, { site, desk }: ServedSite, { url, form }: Asked, params: Visit["params"]): Visit {
  return {
    site,
    clock,
    shelf: desk.shelf,
    params,
    query: url.searchParams,
    form,
    memory: desk.memory,
    accept: (listing, name) => desk.accept(listing, name),
    mailLink: (letter) => desk.mailLink(letter),
    mailCode: (letter) => desk.mailCode(letter),
    phish: (letter) => desk.phish(letter),
    follow: () => desk.follow(url.searchParams.get("token") ?? ""),
    shelfOf: (slug) => shelfOf(sites, slug),
  };
}

function shelfOf(sites: readonly ServedSite[], slug: string): Visit["shelf"] {
  const other = sites.find(({ site }) => site.slug === slug);
  if (!other) throw new Error(`there is no lab site "${slug}"`);
  return other.desk.shelf;
}

function kindOf(site: Site | undefined, pattern: string): Received["kind"] {
  if (!site) return "trap";
  if (site.decoys?.includes(pattern)) return "decoy";
  return pattern.startsWith("GET ") ? "page" : "post";
}

function toldIn({ url, form }: Asked): Told[] {
  const path = url.pathname.split("/").map((part) => ({ key: "", value: decodeURIComponent(part) }));
  return [...path, ...[...url.searchParams, ...form].map(([key, value]) => ({ key, value }))];
}

function send({ status = 200, headers = {}, body, isCut }: Reply, response: ServerResponse): void {
  if (isCut === true) {
    response.req.socket.destroy(); // a response that waits for the one before it has no socket of its own yet
    return;
  }
  const type = body?.text.startsWith("<svg") === true ? "image/svg+xml" : "text/html; charset=utf-8";
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  response.end(body?.text ?? "");
}
