import { once } from "node:events";
import type { Server, Socket } from "node:net";

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** Opens a server on a free port of 127.0.0.1. Closing it ends the connections that are still open. */
export async function listenOnLoopback(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true); // the IMAP server answers in small pieces, each of which would wait for an acknowledgement
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: portOf(server), [Symbol.asyncDispose]: () => close(server, sockets) };
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server is not listening on a port");
  return address.port;
}

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = once(server, "close");
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}
