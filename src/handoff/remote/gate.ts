import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What a request says of itself before anything of it is believed. */
export interface Knock {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** What the one viewer shows with every request after the first: a cookie, and a key that only its page knows. */
export interface Pass {
  readonly cookie: string;
  readonly key: string;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;
export const COOKIE = "unlist-viewer";
export const KEY_HEADER = "x-unlist-key";

/**
 * Who may come in. The page of another site can send requests here, too, and a name of its own can be made to lead here; so
 * the name is a loopback one, the origin is that name, and the browser's own word of where it comes from is "from here".
 * A cookie is shared by all ports of a host, so it is not enough by itself.
 */
export class Gate {
  #token: string | undefined;
  readonly #pass: Pass;

  constructor(token: string, pass: Pass) {
    this.#token = token;
    this.#pass = pass;
  }

  /** Whether it comes from a page of ours, or opens the first one. */
  isFromHere({ method, headers }: Knock): boolean {
    const { host, origin } = headers;
    if (host === undefined || !LOOPBACK.test(host)) return false;
    if (method === "POST" ? origin !== `http://${host}` : origin !== undefined && origin !== `http://${host}`) return false;
    const site = headers["sec-fetch-site"];
    return site === undefined || site === "same-origin" || (site === "none" && method === "GET");
  }

  /** A page in a frame of somebody else's, or fetched as something else. */
  isOpenedAsPage({ headers }: Knock): boolean {
    const [dest, mode] = [headers["sec-fetch-dest"], headers["sec-fetch-mode"]];
    return (dest === undefined || dest === "document") && (mode === undefined || mode === "navigate");
  }

  /** Good for one time, whoever comes first. */
  exchange(token: string): Pass | undefined {
    if (this.#token === undefined || !isSame(token, this.#token)) return undefined;
    this.#token = undefined;
    return this.#pass;
  }

  isViewer({ headers }: Knock): boolean {
    const cookies = (headers.cookie ?? "").split(";").map((one) => one.trim());
    const given = cookies.filter((one) => one.startsWith(`${COOKIE}=`)).map((one) => one.slice(COOKIE.length + 1));
    const key = headers[KEY_HEADER];
    return given.length === 1 && isSame(given[0] ?? "", this.#pass.cookie) && typeof key === "string" && isSame(key, this.#pass.key);
  }
}

/** Hashes have one length, so nothing is told by how long the comparison takes. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash(a), hash(b));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
