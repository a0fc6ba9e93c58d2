import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { makeCertificate, type Certificate } from "../../src/browser/certificate.ts";

export const HOST = "www.bench-broker.example";
export const CONFIRMED = "We received your request";

export interface BenchSite extends AsyncDisposable {
  readonly port: number;
  readonly certificate: Certificate;
  /** Forms that were sent. */
  posts(): number;
}

/** Four pages over TLS, as a broker has them: results, the record, its opt-out form, the confirmation. */
export async function openSite(): Promise<BenchSite> {
  const certificate = makeCertificate([HOST], new Date());
  let posts = 0;
  const server = createServer({ cert: certificate.certPem, key: certificate.keyPem }, (request, response) => {
    if (request.method === "POST") posts += 1;
    answer(request, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    certificate,
    posts: () => posts,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", `https://${HOST}`);
  const id = searchParams.get("id") ?? pathname.split("/").at(-1) ?? "";
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(pageAt(pathname, request.method, id));
  });
}

function pageAt(path: string, method: string | undefined, id: string): string {
  if (path === "/search") return page("Search results", results(id));
  if (path.startsWith("/people/")) return page("Jane Roe", `${row("Jane Roe", 42, "Austin, TX", id)}<p><a href="/optout?id=${id}">Remove this record</a></p>`);
  if (path === "/optout" && method === "POST") return page("Thank you", `<p role="status">${CONFIRMED}.</p>`);
  return path === "/optout" ? page("Remove a record", form(id)) : page("Not here", "");
}

/** The person's own row stands behind strangers. */
function results(id: string): string {
  const strangers = Array.from({ length: 11 }, (_, i) => row(`Janet Rowan ${i}`, 50 + i, "Dallas, TX", `stranger${i}`));
  return [...strangers.slice(0, 4), row("Jane Roe", 42, "Austin, TX", id), ...strangers.slice(4)].join("\n");
}

function row(name: string, age: number, place: string, id: string): string {
  return `<article class="card"><h2><a href="/people/${id}">${name}</a></h2><p class="age">Age ${age}</p><p class="lives">Lives in <span>${place}</span></p></article>`;
}

function form(id: string): string {
  return `<form method="post" action="/optout">
<label for="url">Address of the record</label><input id="url" name="url" value="https://${HOST}/people/${id}" readonly>
<label for="email">Your e-mail</label><input id="email" name="email" type="email" required>
<button>Remove my record</button></form>`;
}

function page(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 48rem } .card { border: 1px solid #ccc; padding: 1rem; margin: 1rem 0 } label, input, button { display: block; margin: .5rem 0 }</style>
</head><body><header><nav aria-label="Site"><a href="/">Search</a> <a href="/optout">Privacy</a></nav></header><main><h1>${title}</h1>
${main}</main><footer>An invented site.</footer></body></html>`;
}
