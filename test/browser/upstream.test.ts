import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCertificate } from "../../src/browser/certificate.ts";
import { reach } from "../../src/browser/reach.ts";
import { dialThrough, tryUpstream, type Upstream } from "../../src/browser/upstream.ts";
import { listening, serve, type Origin } from "./support/broker.ts";
import { never, startRig, wish } from "./support/browsers.ts";
import { httpProxy, LOGIN, socksProxy, type UpstreamProxy } from "./support/proxies.ts";

/** Speaks first, so that its words may arrive together with the proxy's last one. */
let greeter: Origin;
beforeAll(async () => {
  greeter = await listening(createServer((socket) => void socket.on("error", () => socket.destroy()).end("hello from there")), () => undefined);
});
afterAll(() => greeter[Symbol.asyncDispose]());

const KINDS = [
  ["HTTP CONNECT", "http", httpProxy],
  ["SOCKS5", "socks5", socksProxy],
] as const;

function at({ port }: UpstreamProxy, kind: Upstream["kind"], login?: Upstream["login"]): Upstream {
  return { kind, host: "127.0.0.1", port, login };
}

async function saidThrough(upstream: Upstream, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await dialThrough(upstream)(host, 443)) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe.each(KINDS)("a proxy of one's own by %s", (_, kind, start) => {
  it("is told the name, which nobody here looks up, and passes on every byte", async () => {
    await using proxy = await start(() => greeter.port);

    expect(await saidThrough(at(proxy, kind), "acme.example")).toBe("hello from there");
    expect(proxy.asked).toEqual(["acme.example:443"]);
  });

  it("gets the login when it wants one, and connects nobody without the right one", async () => {
    await using proxy = await start(() => greeter.port, true);

    expect(await saidThrough(at(proxy, kind, LOGIN), "acme.example")).toBe("hello from there");
    await expect(saidThrough(at(proxy, kind, { ...LOGIN, password: "wrong" }), "b.example")).rejects.toThrow("the upstream proxy");
    await expect(saidThrough(at(proxy, kind), "c.example")).rejects.toThrow("the upstream proxy");
    expect(proxy.asked).toEqual(["acme.example:443"]);
  });

  it("that can't reach a site makes the site unreachable, and no way past the proxy is tried", async () => {
    await using proxy = await start(() => undefined);

    expect(await reach("acme.example", { upstream: dialThrough(at(proxy, kind)) })).toEqual({ kind: "unreachable", reason: "no-connection" });
  });

  it("is never asked for this machine or its network", async () => {
    await using proxy = await start(() => greeter.port);
    const upstream = dialThrough(at(proxy, kind));

    for (const host of ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "localhost", "printer", "nas.local", "metadata.google.internal"]) {
      expect(await reach(host, { upstream })).toEqual({ kind: "refused", reason: "private-address" });
    }
    expect(proxy.asked).toEqual([]);
  });
});

it("a SOCKS5 proxy that refuses the login, and one that is not there, are found out before any site is named", async () => {
  await using proxy = await socksProxy(() => greeter.port, true);
  const gone = await socksProxy(() => undefined);
  await gone[Symbol.asyncDispose]();

  expect(await Promise.all([tryUpstream(at(proxy, "socks5", LOGIN)), tryUpstream(at(proxy, "socks5")), tryUpstream(at(gone, "socks5"))])).toEqual([true, false, false]);
  expect(proxy.asked).toEqual([]);
});

it("the browser reaches listed hosts through it and no other, and the site's own TLS is passed on", async () => {
  const certificate = makeCertificate(["acme.example", "other.example"], new Date());
  await using site = await serve((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<title>acme</title><img src=https://other.example/x.png>"), certificate);
  await using proxy = await socksProxy(() => site.port, true);
  await using rig = await startRig({ map: new Map(), certificate, upstream: dialThrough(at(proxy, "socks5", LOGIN)) });
  await using session = await rig.browsers.open(wish({ site: ["acme.example"] }), never);

  await session.page.goto("https://acme.example/");

  expect(await session.page.title()).toBe("acme");
  expect([...new Set(proxy.asked)]).toEqual(["acme.example:443"]);
  expect(session.refusals()).toContainEqual({ host: "other.example", reason: "not-listed" });
});
