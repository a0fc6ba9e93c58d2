import { connect, type Socket } from "node:net";
import type { Dial } from "./dial.ts";
import { readExactly, readHead } from "./read-socket.ts";

/** A proxy of the person's own, by which everything that the browser does goes out. It looks names up, and sites see its address. */
export interface Upstream {
  readonly kind: "http" | "socks5";
  readonly host: string;
  readonly port: number;
  readonly login?: { readonly username: string; readonly password: string } | undefined;
}

const PATIENCE_MS = 15_000;

/** Opens a connection to a named host through the proxy, by HTTP CONNECT (RFC 9110, 9.3.6) or SOCKS5 (RFC 1928). */
export function dialThrough(upstream: Upstream): Dial {
  return async (host, port) => {
    const socket = await connected(upstream);
    const stop = expiring(socket);
    try {
      await (upstream.kind === "http" ? connectBy(socket, upstream, { host, port }) : socksTo(socket, upstream, { host, port }));
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      stop();
    }
  };
}

/** Whether the proxy answers and takes the login. SOCKS5 says so before any host is named; of HTTP only that it listens is known. */
export async function tryUpstream(upstream: Upstream): Promise<boolean> {
  const socket = await connected(upstream).catch(() => undefined); // that it doesn't answer is the answer
  if (!socket) return false;
  const stop = expiring(socket);
  try {
    if (upstream.kind === "socks5") await greet(socket, upstream);
    return true;
  } catch {
    return false; // it ended the greeting, or refused the login
  } finally {
    stop();
    socket.destroy();
  }
}

interface Target {
  readonly host: string;
  readonly port: number;
}

async function connectBy(socket: Socket, { login }: Upstream, { host, port }: Target): Promise<void> {
  const authority = `${host}:${port}`;
  const basic = login && Buffer.from(`${login.username}:${login.password}`).toString("base64");
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${basic === undefined ? "" : `Proxy-Authorization: Basic ${basic}\r\n`}\r\n`);
  const head = await readHead(socket);
  if (!/^HTTP\/1\.[01] 2\d\d/.test(head)) throw new Error("the upstream proxy refused");
}

const VERSION = 5;
const NO_LOGIN = 0;
const BY_PASSWORD = 2;
const BY_NAME = 3;
/** What follows the kind of an address: IPv4, IPv6. A name says its own length. */
const ADDRESS_LENGTH: Readonly<Record<number, number>> = { 1: 4, 4: 16 };

/** Agrees on a login; by password as RFC 1929 has it. */
async function greet(socket: Socket, { login }: Upstream): Promise<void> {
  socket.write(Buffer.from(login ? [VERSION, 1, BY_PASSWORD] : [VERSION, 1, NO_LOGIN]));
  const [version, method] = await readExactly(socket, 2);
  if (version !== VERSION || method !== (login ? BY_PASSWORD : NO_LOGIN)) throw new Error("the upstream proxy wants another login");
  if (!login) return;
  const [username, password] = [Buffer.from(login.username), Buffer.from(login.password)];
  socket.write(Buffer.concat([Buffer.from([1, username.length]), username, Buffer.from([password.length]), password]));
  const [, status] = await readExactly(socket, 2);
  if (status !== 0) throw new Error("the upstream proxy refused the login");
}

/** The name goes along as it is: nobody on this side looks it up. */
async function socksTo(socket: Socket, upstream: Upstream, { host, port }: Target): Promise<void> {
  await greet(socket, upstream);
  const name = Buffer.from(host);
  socket.write(Buffer.concat([Buffer.from([VERSION, 1, 0, BY_NAME, name.length]), name, Buffer.from([port >> 8, port & 0xff])]));
  const [, reply, , kind = 0] = await readExactly(socket, 4);
  if (reply !== 0) throw new Error("the upstream proxy could not connect");
  const length = ADDRESS_LENGTH[kind] ?? (await readExactly(socket, 1))[0] ?? 0;
  await readExactly(socket, length + 2);
}

function connected({ host, port }: Upstream): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  const stop = expiring(socket);
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", () => {
      stop();
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

/** Ends a proxy that says nothing; the returned function calls that off. */
function expiring(socket: Socket): () => void {
  const expire = (): void => void socket.destroy(new Error("the upstream proxy does not answer"));
  socket.setTimeout(PATIENCE_MS, expire);
  return () => {
    socket.off("timeout", expire);
    socket.setTimeout(0);
  };
}
