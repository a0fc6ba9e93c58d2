import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { ClockOrder, EventOrder } from "./announcement.ts";
import type { LabClock } from "./lab-clock.ts";
import { listenOnLoopback } from "./listen.ts";
import type { PostOffice } from "./mail/post-office.ts";
import type { ServedSite } from "./site-server.ts";
import type { TruthLog } from "./truth.ts";

/** The harness's own door to the lab. The product is never told its address or its token. */
export interface Control extends AsyncDisposable {
  readonly origin: string;
  readonly token: string;
}

export interface ControlParts {
  readonly sites: readonly ServedSite[];
  readonly clock: LabClock;
  readonly truth: TruthLog;
  readonly postOffice: PostOffice;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function openControl(parts: ControlParts): Promise<Control> {
  const token = randomBytes(24).toString("base64url");
  // Visits are minutes apart: a kept connection would be half closed when the harness asks again.
  const server = createServer((request, response) => {
    const done = ({ status, body }: Answer) => response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
    const work = isAllowed(request, token) ? handle(parts, request) : Promise.resolve({ status: 401, body: { error: "wrong token" } });
    work.then(done, (error: unknown) => done({ status: 400, body: { error: error instanceof Error ? error.message : "refused" } }));
  });
  const listening = await listenOnLoopback(server);
  return { origin: `http://127.0.0.1:${listening.port}`, token, [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose]() };
}

async function handle(parts: ControlParts, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://control");
  const read = async (): Promise<unknown> => JSON.parse(await text(request));
  switch (`${request.method ?? ""} ${url.pathname}`) {
    case "GET /truth":
      return { status: 200, body: parts.truth.report(parts.clock.day0) };
    case "GET /captcha":
      return { status: 200, body: { answer: deskOf(parts, url.searchParams.get("site") ?? "").memory.get("captcha") ?? null } };
    case "POST /clock":
      parts.clock.set(ClockOrder.parse(await read()).now);
      return { status: 200, body: {} };
    case "POST /event":
      happen(parts, EventOrder.parse(await read()));
      return { status: 200, body: {} };
    default:
      return { status: 404, body: { error: "no such door" } };
  }
}

function happen(parts: ControlParts, { name, site, route }: EventOrder): void {
  switch (name) {
    case "hold-mail":
      parts.postOffice.hold();
      break;
    case "release-mail":
      parts.postOffice.release();
      break;
    case "relist":
      deskOf(parts, site ?? "").shelf.relist();
      break;
    case "hold-answers":
      deskOf(parts, site ?? "").holdAnswers(route);
      break;
    case "release-answers":
      deskOf(parts, site ?? "").releaseAnswers();
      break;
  }
}

function deskOf({ sites }: ControlParts, slug: string): ServedSite["desk"] {
  const served = sites.find(({ site }) => site.slug === slug);
  if (!served) throw new Error(`there is no lab site "${slug}"`);
  return served.desk;
}

function isAllowed({ headers }: IncomingMessage, token: string): boolean {
  const right = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(headers.authorization ?? "");
  return given.length === right.length && timingSafeEqual(given, right);
}
