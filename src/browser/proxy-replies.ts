/** What the proxy says to the browser before there is a tunnel. */
export const REPLY = {
  established: "HTTP/1.1 200 Connection Established\r\n\r\n",
  refused: "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
  whoAreYou: 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="fence"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
} as const;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Reads `Proxy-Authorization: Basic …`. */
export function credentialsIn(header: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Reads the target of a CONNECT, `host:port`. A host is compared in small letters and without the root's dot. */
export function targetOf(authority: string | undefined): { host: string; port: number } | undefined {
  const [, host, port] = /^(\[[0-9a-fA-F:.]+\]|[^:\s/]+):(\d{1,5})$/.exec(authority ?? "") ?? [];
  if (host === undefined || port === undefined) return undefined;
  return { host: plainHost(host), port: Number(port) };
}

export function plainHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, "");
}
