import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Duplex } from "node:stream";

/** Opens a connection to a checked address. A function, so that an upstream proxy can take its place. */
export type Dial = (address: string, port: number) => Promise<Duplex>;

const CONNECT_TIMEOUT_MS = 10_000;

export const dialDirectly: Dial = (address, port) => opened(connect({ host: address, port, noDelay: true }), "connect");

/** Tries the addresses in turn; the last failure is the one that is thrown. */
export async function dialFirst(addresses: readonly string[], port: number, dial: Dial): Promise<Duplex> {
  let failure: unknown = new Error("no address");
  for (const address of addresses) {
    try {
      return await dial(address, port);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** A rehearsal's origin stands on this machine; a certificate of its own would prove nothing there. */
export async function dialOrigin(origin: URL): Promise<Duplex> {
  const isTls = origin.protocol === "https:";
  const target = { host: origin.hostname.replace(/^\[|\]$/g, ""), port: Number(origin.port || (isTls ? 443 : 80)) };
  if (!isTls) return dialDirectly(target.host, target.port);
  return opened(connectTls({ ...target, rejectUnauthorized: false, ALPNProtocols: ["http/1.1"] }), "secureConnect");
}

function opened(socket: Socket, event: "connect" | "secureConnect"): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const expire = (): void => fail(new Error("connect timed out"));
    socket.once("error", fail);
    socket.setTimeout(CONNECT_TIMEOUT_MS, expire);
    socket.once(event, () => {
      socket.off("error", fail);
      socket.off("timeout", expire);
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}
