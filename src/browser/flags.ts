import type { Certificate } from "./certificate.ts";

export interface ChromiumFlag {
  readonly flag: string;
  readonly why: string;
}

/** Beside the proxy: the ways around it that pages were measured to take (RELIABILITY: `route()` is not an egress boundary). */
const FENCE: readonly ChromiumFlag[] = [
  { flag: "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", why: "Chromium resolves no name itself: no DNS prefetch, nothing past the proxy" },
  { flag: "--proxy-bypass-list=<-loopback>", why: "loopback goes through the proxy, too, and is refused there" },
  { flag: "--disable-quic", why: "UDP does not go through the proxy" },
  { flag: "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", why: "WebRTC would send UDP past the proxy and tell addresses" },
  { flag: "--webrtc-ip-handling-policy=disable_non_proxied_udp", why: "the same, as Chromium with a window calls it (measured, 156: it does not hear the other)" },
  { flag: "--disable-shared-workers", why: "a shared worker belongs to no page, so nobody sees where its requests are forwarded" },
  { flag: "--disable-background-networking", why: "Chromium's own calls home" },
];

/**
 * With drain and fuse on, one click still made three POSTs when an HTTP/2 server refused the stream and two when it asked
 * for HTTP/1.1 (measured, Chromium 156): the repeat goes over the connection that is open.
 */
const AT_MOST_ONCE: readonly ChromiumFlag[] = [{ flag: "--disable-http2", why: "over HTTP/2 Chromium repeats a POST by itself, where the fence can't see it" }];

/** Sites answer in the language that is asked for, and the words of playbooks are English. */
export const LANGUAGE = "en-US";

/** A full browser takes its words from the desktop as well, so its contexts are told one by one; that costs a twentieth of a flow (measured). */
const SHELL: readonly ChromiumFlag[] = [{ flag: `--accept-lang=${LANGUAGE}`, why: "sites are asked for English, which playbooks are written in" }];

export interface FlagWish {
  readonly isHeadlessShell?: boolean | undefined;
  readonly certificate?: Certificate | undefined;
  readonly uid?: number | undefined;
}

/** Every flag with its reason; `doctor` shows them. */
export function chromiumFlags({ certificate, uid, isHeadlessShell = false }: FlagWish): readonly ChromiumFlag[] {
  return [...FENCE, ...AT_MOST_ONCE, ...(isHeadlessShell ? SHELL : []), ...rehearsalFlags(certificate), ...(isRoot(uid) ? [{ flag: "--no-sandbox", why: ROOT }] : [])];
}

const ROOT = "Chromium's sandbox does not start as root: run unlist as an ordinary user to keep it on";

/** What a person should know about this machine, as `doctor` says it. */
export function sandboxNote(uid: number | undefined): string | undefined {
  return isRoot(uid) ? `the browser runs without its sandbox. ${ROOT}` : undefined;
}

function rehearsalFlags(certificate: Certificate | undefined): readonly ChromiumFlag[] {
  if (!certificate) return [];
  return [{ flag: `--ignore-certificate-errors-spki-list=${certificate.spkiHash}`, why: "rehearsal: trusts the throw-away key of this run and no other" }];
}

function isRoot(uid: number | undefined): boolean {
  return uid === 0;
}
