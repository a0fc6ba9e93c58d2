import { createSocket } from "node:dgram";
import { createServer, type Server } from "node:net";
import { PolicyError } from "../base/errors.ts";
import type { Browsers, Refusal } from "./session.ts";

export interface SelfTest {
  readonly ok: boolean;
  /** What got out, or was not even tried, in fixed words. */
  readonly failures: readonly string[];
}

const SITE = "fence-site.invalid";
const ELSEWHERE = "fence-elsewhere.invalid";
/** Any browser that resolves names itself finds this one on this machine, without asking anybody. */
const LOCAL_NAME = "fence.localhost";

/** Tries to get out of a fenced page. Runs before the browser is handed a personal value; takes well under a second. */
export async function selfTest(browsers: Browsers, signal: AbortSignal = new AbortController().signal): Promise<SelfTest> {
  await using traps = await Traps.open();
  const refusals = await tryToLeave(browsers, traps, signal);
  const failures = [...traps.caught(), ...untried(refusals)];
  return { ok: failures.length === 0, failures };
}

/** As `selfTest`, and throws when the fence does not hold. */
export async function requireFence(browsers: Browsers, signal?: AbortSignal): Promise<void> {
  const { ok, failures } = await selfTest(browsers, signal);
  if (ok) return;
  throw new PolicyError(`the browser's fence does not hold: ${failures.join("; ")}`, { hint: "nothing was sent; run `unlist doctor`" });
}

async function tryToLeave(browsers: Browsers, traps: Traps, signal: AbortSignal): Promise<readonly Refusal[]> {
  const hosts = { site: [SITE], assets: [], challenge: [], mailLink: [] };
  await using session = await browsers.open({ id: "self-test", hosts, phase: "scan" }, signal);
  await session.page.evaluate(attempts(traps));
  return session.refusals();
}

/** The fence has to have said no: a page that never tried would look as safe as one that was stopped. */
function untried(refusals: readonly Refusal[]): string[] {
  const isRefused = (host: string) => refusals.some((refusal) => refusal.host === host);
  return [
    ...(isRefused("127.0.0.1") ? [] : ["a direct connection was not refused by the proxy"]),
    ...(isRefused(LOCAL_NAME) ? [] : ["a local name was not refused by the proxy"]),
    ...(isRefused(ELSEWHERE) ? [] : ["an unlisted name was not refused by the proxy"]),
  ];
}

/** A fetch, a WebSocket and a STUN request to this machine, by address and by name, and a fetch elsewhere; each is waited for, STUN at most 300 ms. */
function attempts({ tcpPort, namedPort, udpPort }: { tcpPort: number; namedPort: number; udpPort: number }): string {
  return `(async () => {
    const settled = (promise) => promise.then(() => undefined, () => undefined);
    const socket = new WebSocket("ws://127.0.0.1:${tcpPort}/");
    const secure = new WebSocket("wss://${ELSEWHERE}/");
    const closed = (one) => new Promise((resolve) => { one.onclose = resolve; });
    const peer = new RTCPeerConnection({ iceServers: [{ urls: ["stun:127.0.0.1:${udpPort}", "stun:${LOCAL_NAME}:${udpPort}"] }] });
    peer.createDataChannel("x");
    const gathered = new Promise((resolve) => { peer.onicecandidate = (event) => event.candidate === null && resolve(); setTimeout(resolve, 300); });
    await Promise.all([
      settled(fetch("http://127.0.0.1:${tcpPort}/", { mode: "no-cors" })),
      settled(fetch("http://${LOCAL_NAME}:${namedPort}/", { mode: "no-cors" })),
      settled(fetch("https://${ELSEWHERE}/", { mode: "no-cors" })),
      closed(socket), closed(secure),
      peer.createOffer().then((offer) => peer.setLocalDescription(offer)).then(() => gathered),
    ]);
    peer.close();
  })()`;
}

/** Ports of ours that nothing should reach: two of TCP, one of them aimed at by name, and one of UDP. */
class Traps implements AsyncDisposable {
  readonly #byAddress = new TcpTrap();
  readonly #byName = new TcpTrap();
  #datagrams = 0;
  readonly #udp = createSocket("udp4", () => (this.#datagrams += 1));

  static async open(): Promise<Traps> {
    const traps = new Traps();
    await Promise.all([traps.#byAddress.listen(), traps.#byName.listen()]);
    await new Promise<void>((resolve) => traps.#udp.bind(0, "127.0.0.1", resolve));
    return traps;
  }

  get tcpPort(): number {
    return this.#byAddress.port;
  }

  get namedPort(): number {
    return this.#byName.port;
  }

  get udpPort(): number {
    return this.#udp.address().port;
  }

  caught(): string[] {
    return [
      ...(this.#byAddress.connections > 0 ? ["a page connected to this machine"] : []),
      ...(this.#byName.connections > 0 ? ["the browser looked a name up by itself"] : []),
      ...(this.#datagrams > 0 ? ["a page sent a datagram"] : []),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#byAddress.close(), this.#byName.close(), new Promise<void>((resolve) => this.#udp.close(resolve))]);
  }
}

class TcpTrap {
  connections = 0;
  readonly #server: Server = createServer((socket) => {
    this.connections += 1;
    socket.destroy();
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
