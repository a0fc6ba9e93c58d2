import { connect, createServer, type Socket } from "node:net";
import { listening, type Origin } from "./broker.ts";

export interface UpstreamProxy extends Origin {
  /** `host:port` of every connection that was asked for, as it was named. */
  readonly asked: string[];
}

/** Leads every name to one port of this machine, as a proxy with a name service of its own would. */
type Lead = (name: string) => number | undefined;

export const LOGIN = { username: "canary-user", password: "canary-password" };

/** A CONNECT proxy; with `wantsLogin` for those only who have it. */
export function httpProxy(lead: Lead, wantsLogin = false): Promise<UpstreamProxy> {
  return proxyOn((socket, asked) => {
    socket.once("data", (chunk: Buffer) => {
      const head = chunk.toString("latin1");
      const [, name = ""] = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head) ?? [];
      const expected = `Proxy-Authorization: Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString("base64")}\r\n`;
      if (wantsLogin && !head.includes(expected)) { socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"); return; }
      asked.push(name);
      join(socket, lead(name), { yes: "HTTP/1.1 200 OK\r\nVia: 1.1 here\r\n\r\n", no: "HTTP/1.1 502 Bad Gateway\r\n\r\n" });
    });
  });
}

/** A SOCKS5 proxy; with `wantsLogin` it agrees to no other way than by password. */
export function socksProxy(lead: Lead, wantsLogin = false): Promise<UpstreamProxy> {
  return proxyOn((socket, asked) => void serveSocks(socket, { lead, wantsLogin, asked }).catch(() => socket.destroy()));
}

async function serveSocks(socket: Socket, { lead, wantsLogin, asked }: { lead: Lead; wantsLogin: boolean; asked: string[] }): Promise<void> {
  const methods = (await next(socket)).subarray(2);
  const method = wantsLogin ? 2 : 0;
  if (!methods.includes(method)) { socket.end(Buffer.from([5, 0xff])); return; }
  socket.write(Buffer.from([5, method]));
  if (wantsLogin) {
    const given = (await next(socket)).toString("latin1");
    const isRight = given === `\x01\x0b${LOGIN.username}\x0f${LOGIN.password}`;
    socket.write(Buffer.from([1, isRight ? 0 : 1]));
    if (!isRight) { socket.end(); return; }
  }
  const request = await next(socket);
  const name = `${request.toString("latin1", 5, request.length - 2)}:${request.readUInt16BE(request.length - 2)}`;
  asked.push(name);
  join(socket, lead(name), { yes: Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 80]), no: Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]) });
}

/** One message: the client waits for an answer after each of its own. */
function next(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.once("data", resolve);
    socket.once("close", () => reject(new Error("closed")));
  });
}

function join(socket: Socket, port: number | undefined, { yes, no }: { yes: string | Buffer; no: string | Buffer }): void {
  if (port === undefined) { socket.end(no); return; }
  const onward = connect(port, "127.0.0.1", () => {
    socket.write(yes);
    socket.pipe(onward).pipe(socket);
  });
  onward.on("error", () => socket.destroy());
  socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
}

async function proxyOn(serve: (socket: Socket, asked: string[]) => void): Promise<UpstreamProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => socket.destroy()));
    serve(socket, asked);
  });
  return { ...(await listening(server, () => sockets.forEach((socket) => socket.destroy()))), asked };
}
