import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket, type SecureContext } from "node:tls";
import type { Certificate } from "./certificate.ts";
import type { Fence } from "./fence.ts";
import { listenOnLoopback, stopListening } from "./loopback.ts";
import { plainMeter, tlsMeter } from "./meter.ts";
import { credentialsIn, plainHost, REPLY, targetOf } from "./proxy-replies.ts";
import { reach, type Ways } from "./reach.ts";
import { methodOf } from "./request-line.ts";
import type { Tunnel } from "./tunnel.ts";

export interface ProxyOptions extends Ways {
  /** Rehearsal: what the TLS of mapped hosts is ended with. */
  readonly certificate?: Certificate | undefined;
}

const HTTPS_PORT = 443;

/** The only way out of the browser: a forward proxy on loopback that knows each session by its credentials. */
export class EgressProxy {
  readonly #fences = new Map<string, Fence>();
  readonly #server: Server;
  readonly #options: ProxyOptions;
  readonly #secureContext: SecureContext | undefined;
  #url = "";

  private constructor(options: ProxyOptions) {
    const { certificate } = options;
    this.#options = options;
    this.#secureContext = certificate && createSecureContext({ cert: certificate.certPem, key: certificate.keyPem });
    this.#server = createServer((request, response) => this.#answerPlain(request, response));
    this.#server.on("connect", (request: IncomingMessage, socket: Duplex) => void this.#connect(request, socket));
  }

  static async start(options: ProxyOptions = {}): Promise<EgressProxy> {
    const proxy = new EgressProxy(options);
    proxy.#url = await listenOnLoopback(proxy.#server);
    return proxy;
  }

  get url(): string {
    return this.#url;
  }

  admit(fence: Fence): void {
    this.#fences.set(fence.credentials.username, fence);
  }

  /** Ends the session's tunnels and takes its credentials back. */
  dismiss(fence: Fence): void {
    this.#fences.delete(fence.credentials.username);
    fence.close();
  }

  async close(): Promise<void> {
    for (const fence of this.#fences.values()) this.dismiss(fence);
    await stopListening(this.#server);
  }

  async #connect(request: IncomingMessage, socket: Duplex): Promise<void> {
    socket.on("error", () => socket.destroy()); // the browser went away
    const fence = this.#fenceOf(request);
    if (!fence) { say(socket, REPLY.whoAreYou); return; }
    const target = targetOf(request.url);
    const reason = refusalOfTarget(fence, target);
    if (!target || reason) {
      fence.refuse(target?.host ?? "", reason ?? "not-listed");
      say(socket, REPLY.refused); return;
    }
    await this.#open(fence, fence.openTunnel(target.host, socket), socket);
  }

  async #open(fence: Fence, tunnel: Tunnel, socket: Duplex): Promise<void> {
    const reached = await reach(tunnel.host, this.#options);
    if (reached.kind === "refused") {
      fence.refuse(tunnel.host, reached.reason);
      say(socket, REPLY.refused); return;
    }
    if (reached.kind === "unreachable") {
      if (reached.reason === "unresolved") fence.refuse(tunnel.host, reached.reason);
      hangUp(socket);
      return;
    }
    if (tunnel.isClosed) return void reached.upstream.destroy();
    socket.write(REPLY.established);
    this.#join(fence, tunnel, { socket, upstream: reached.upstream });
  }

  #join(fence: Fence, tunnel: Tunnel, { socket, upstream }: { socket: Duplex; upstream: Duplex }): void {
    const { host } = tunnel;
    if (!this.#secureContext || this.#options.map?.has(host) !== true) {
      tunnel.join({ client: socket, upstream, meter: tlsMeter() }); return;
    }
    const secureContext = this.#secureContext;
    const client = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ["http/1.1"] });
    const admits = (chunk: Buffer): boolean => {
      const isAdmitted = fence.mayUse(methodOf(chunk), host);
      if (!isAdmitted) fence.refuse(host, "method");
      return isAdmitted;
    };
    tunnel.join({ client, upstream, meter: plainMeter, admits });
  }

  /** A request that is not encrypted never goes on. In a rehearsal a mapped host sends the browser to its https side. */
  #answerPlain(request: IncomingMessage, response: ServerResponse): void {
    const fence = this.#fenceOf(request);
    if (!fence) return void response.writeHead(407, { "Proxy-Authenticate": 'Basic realm="fence"', Connection: "close" }).end();
    const url = URL.canParse(request.url ?? "") ? new URL(request.url ?? "") : undefined;
    const host = plainHost(url?.hostname ?? "");
    const isMapped = this.#options.map?.has(host) === true && url?.port === "";
    if (url && isMapped && !fence.refusalOf(host)) {
      return void response.writeHead(308, { Location: `https://${host}${url.pathname}${url.search}`, Connection: "close" }).end();
    }
    fence.refuse(host, fence.refusalOf(host) ?? "plain-http");
    response.writeHead(403, { Connection: "close" }).end();
  }

  #fenceOf(request: IncomingMessage): Fence | undefined {
    const given = credentialsIn(request.headers["proxy-authorization"]);
    const fence = given && this.#fences.get(given.username);
    return fence?.isPassword(given?.password ?? "") === true ? fence : undefined;
  }
}

function refusalOfTarget(fence: Fence, target: ReturnType<typeof targetOf>): ReturnType<Fence["refusalOf"]> {
  if (!target) return "not-listed";
  const reason = fence.refusalOf(target.host);
  if (reason || target.port === HTTPS_PORT) return reason;
  return target.port === 80 ? "plain-http" : "not-listed";
}

/**
 * The browser reports any refused tunnel as the same error, so a site that can't be reached gets its tunnel and loses it at
 * the first word: that tells a bad network from a policy.
 */
function hangUp(socket: Duplex): void {
  socket.once("data", () => socket.destroy());
  socket.write(REPLY.established);
}

function say(socket: Duplex, reply: string): void {
  socket.end(reply, () => socket.destroy());
}
