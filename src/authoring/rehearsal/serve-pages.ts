import { createServer, type IncomingMessage } from "node:http";
import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { isMissing } from "../../base/files.ts";
import { listenOnLoopback, stopListening } from "../../browser/loopback.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".ico": "image/x-icon", ".woff2": "font/woff2",
};

export interface ServedPages extends AsyncDisposable {
  readonly origin: URL;
}

/**
 * Serves saved copies of a site on loopback. A file answers every address; in a folder `/people/jane-roe?page=1` is
 * `people/jane-roe`, `people/jane-roe.html` or `people/jane-roe/index.html`, and a form's answer is `….post.html` where
 * that was saved too.
 */
export async function servePages(path: string): Promise<ServedPages> {
  const root = await realpath(path);
  const isFolder = (await stat(root)).isDirectory();
  const server = createServer((request, response) => {
    const found = isFolder ? findPage(root, request) : readPage(root);
    void found.then((page) => {
      response.writeHead(page ? 200 : 404, { "content-type": page?.type ?? "text/plain", "cache-control": "no-store" }).end(page?.bytes ?? "Not found");
    });
  });
  const origin = new URL(await listenOnLoopback(server));
  return { origin, [Symbol.asyncDispose]: () => stopListening(server) };
}

interface Page {
  readonly type: string;
  readonly bytes: Buffer;
}

async function findPage(root: string, { url = "/", method }: IncomingMessage): Promise<Page | undefined> {
  const plain = decoded(URL.canParse(url, "http://pages.invalid") ? new URL(url, "http://pages.invalid").pathname : "/").replace(/^\/+|\/+$/g, "");
  const names = plain === "" ? ["index.html"] : [plain, `${plain}.html`, `${plain}/index.html`];
  const answers = method === "POST" ? [`${plain === "" ? "index" : plain}.post.html`, ...names] : names;
  for (const name of answers) {
    const page = await readPage(join(root, name), root);
    if (page) return page;
  }
  return undefined;
}

/** Nothing outside the folder, whatever the address says and wherever a link in it leads. */
async function readPage(path: string, root = path): Promise<Page | undefined> {
  const real = await realpath(path).catch(notThere);
  if (real === false || (real !== root && !real.startsWith(root + sep)) || !(await stat(real)).isFile()) return undefined;
  return { type: TYPES[extname(real).toLowerCase()] ?? "text/html; charset=utf-8", bytes: await readFile(real) };
}

function notThere(error: unknown): false {
  if (error instanceof Error && "code" in error && ["ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE", "ELOOP"].includes(String(error.code))) return false;
  return isMissing(error);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
