import type { IncomingMessage, ServerResponse } from "node:http";
import type { Certificate } from "../../../../src/browser/certificate.ts";
import { serve, type Origin } from "../broker.ts";
import type { Trap } from "./trap.ts";
import { pageOf, type Aim, type VectorCase } from "./vector.ts";

export const SITE = "broker.example";
export const TRAP_DOMAIN = "trap.example";

/** The listed site, with one hostile page per case, and the trap they aim at. */
export interface HostileSite extends AsyncDisposable {
  readonly origin: Origin;
  readonly trap: Trap;
  readonly cases: readonly VectorCase[];
}

export async function openHostileSite(cases: readonly VectorCase[], { trap, certificate }: { trap: Trap; certificate: Certificate }): Promise<HostileSite> {
  const aims = new Map<string, Aim>();
  for (const one of cases) aims.set(one.id, await aimOf(one, trap));
  const byId = new Map(cases.map((one) => [one.id, one]));
  const origin = await serve((request, response) => answer(request, response), certificate);
  return { origin, trap, cases, [Symbol.asyncDispose]: () => origin[Symbol.asyncDispose]() };

  function answer({ url = "", method }: IncomingMessage, response: ServerResponse): void {
    const [, kind, name = "", host] = url.split("/");
    if (kind === "forward") return void response.writeHead(Number(name), { location: `https://${host}/` }).end();
    const [id = "", extension] = name.split(".");
    const [one, aim] = [byId.get(id), aims.get(id)];
    if (kind !== "v" || !one || !aim || method !== "GET") { html(response, hostPage(kind, name)); return; }
    if (extension === "js") return void response.writeHead(200, { "content-type": "text/javascript" }).end(one.vector.code?.(aim));
    html(response, pageOf(one, aim), one.vector.headers?.(aim));
  }
}

/** A page of the site that opens cases as frames or as windows, several at a time. */
function hostPage(kind: string | undefined, ids: string): string {
  const paths = ids.split(",").map((id) => `/v/${id}`);
  if (kind === "frames") return paths.map((path) => `<iframe src="${path}"></iframe>`).join("");
  if (kind === "windows") return `<script>for (const path of ${JSON.stringify(paths)}) window.open(path)</script>`;
  return "";
}

function html(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "text/html", ...headers }).end(`<!doctype html>${body}`);
}

async function aimOf({ id, vector }: VectorCase, trap: Trap): Promise<Aim> {
  const host = `${id}.${TRAP_DOMAIN}`;
  return { https: `https://${host}`, http: `http://${host}`, wss: `wss://${host}`, udpPort: vector.isUdp ? await trap.openUdp(id) : 0 };
}
