import { z } from "zod";

/** Where the person's own proxy listens. */
export interface UpstreamAddress {
  readonly kind: "http" | "socks5";
  readonly host: string;
  readonly port: number;
}

/** `socks5://127.0.0.1:9050` or `http://proxy.example:3128`. A login has no place in a file in clear. */
export const UpstreamUrl = z
  .string()
  .regex(/^[^@]*$/, "wants no user name or password here: unlist proxy login keeps them encrypted")
  .regex(/^(http|socks5):\/\/([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}\/?$/, "wants the kind, the host and the port of the proxy, like socks5://127.0.0.1:9050 or http://127.0.0.1:3128");

export function upstreamAddress(url: string): UpstreamAddress {
  const [, kind, host = "", port] = /^(http|socks5):\/\/(.+):(\d+)\/?$/.exec(url) ?? [];
  return { kind: kind === "http" ? "http" : "socks5", host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}

/** As it is shown, and as a kept login is tied to it. */
export function sayUpstream({ kind, host, port }: UpstreamAddress): string {
  return `${kind}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
