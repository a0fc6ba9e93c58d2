import { errors } from "playwright";
import { EgressError, FatalError, PlaybookError, TransientError, UnlistError } from "../base/errors.ts";

/** What went wrong with a page, without a word of what was on it. */
export type PageFault = "fence" | "connection" | "timeout" | "closed" | "no-proxy" | "certificate" | "page";

/**
 * The error as ours. Playwright's messages carry what was typed, so neither the text nor the error itself (as `cause`)
 * goes on: only the step and a fixed sentence.
 */
export function rebuilt(error: unknown, step: string): UnlistError {
  if (error instanceof UnlistError) return error;
  const fault = faultOf(error);
  const message = `${step}: ${SENTENCE[fault]}`;
  switch (fault) {
    case "fence":
      return new EgressError(message, { hint: "see which host it was with `unlist show`, and whether the playbook should list it" });
    case "connection":
    case "closed":
      return new TransientError(message);
    case "no-proxy":
      return new FatalError(message);
    default:
      return new PlaybookError(message);
  }
}

const SENTENCE: Readonly<Record<PageFault, string>> = {
  fence: "the page went to a host that the playbook does not open",
  connection: "the site could not be reached",
  timeout: "what the step waits for did not come in time",
  closed: "the browser or the page was closed",
  "no-proxy": "the browser lost its way out (the egress proxy)",
  certificate: "the site's certificate is not valid",
  page: "the page does not do what the step asks",
};

export function faultOf(error: unknown): PageFault {
  if (error instanceof errors.TimeoutError) return "timeout";
  const text = error instanceof Error ? error.message : "";
  const code = /net::(ERR_[A-Z0-9_]+)/.exec(text)?.[1];
  if (code !== undefined) return faultOfCode(code);
  return GONE.test(text) ? "closed" : "page";
}

/** A frame or a window can go between its event and our answer; Playwright, or Chromium, then knows nobody of its id. */
const GONE = /Target (page|crashed)|has been closed|Page crashed|Browser closed|browser has disconnected|no object with guid|no target with given id|frame (was|has been) detached/i;

/** https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
function faultOfCode(code: string): PageFault {
  if (code === "ERR_TUNNEL_CONNECTION_FAILED" || code === "ERR_BLOCKED_BY_CLIENT") return "fence";
  if (code.startsWith("ERR_PROXY") || code === "ERR_NO_SUPPORTED_PROXIES") return "no-proxy";
  if (code.startsWith("ERR_CERT_")) return "certificate";
  if (code === "ERR_TIMED_OUT") return "connection";
  return CONNECTION_CODES.test(code) ? "connection" : "page";
}

const CONNECTION_CODES = /^ERR_(CONNECTION_|NAME_|ADDRESS_|INTERNET_|NETWORK_|SOCKET_|EMPTY_RESPONSE|SSL_|CONTENT_LENGTH_MISMATCH|INCOMPLETE_|RESPONSE_HEADERS_TRUNCATED)/;
