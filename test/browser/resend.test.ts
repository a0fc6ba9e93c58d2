import type { IncomingMessage, ServerResponse } from "node:http";
import { constants, createSecureServer } from "node:http2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialDirectly } from "../../src/browser/dial.ts";
import { makeCertificate } from "../../src/browser/certificate.ts";
import { Broker, listening, serve, type Fault, type Origin } from "./support/broker.ts";
import { never, startRig, wish, type Rig } from "./support/browsers.ts";

const HOST = "broker.example";
/** A browser that asks again does so at once. */
const REPEATED_BY_THEN_MS = 500;
const certificate = makeCertificate([HOST], new Date());

/** The origin that the next session's tunnels lead to. */
let origin: Origin;

const ways = {
  "TLS ended by the proxy": () => startRig({ map: movingMap(), certificate }),
  "TLS passed through": () =>
    startRig({
      map: new Map([["other.example", new URL("http://127.0.0.1:1")]]),
      certificate,
      resolver: () => Promise.resolve(["93.184.215.14"]),
      dial: () => dialDirectly("127.0.0.1", origin.port),
    }),
};

/** As in a rehearsal; `resend-matrix.test.ts` has the site's own TLS. */
describe("TLS ended by the proxy", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await ways["TLS ended by the proxy"]();
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  async function submit(broker: Broker, by: "form" | "fetch", isArmed: boolean) {
    await using session = await rig.browsers.open(wish({ site: [HOST] }, "optOut"), never);
    const { page } = session;
    await page.goto(`https://${HOST}/`);
    await page.click("#warm");
    await page.waitForFunction("document.title === 'warm'");
    const intent = crypto.randomUUID();
    const armed = isArmed ? await session.arm(intent, [HOST]) : undefined;
    await page.click(`#${by}`, { noWaitAfter: true });
    await broker.posted();
    const isSeen = await page.getByText("We received your request").waitFor({ timeout: broker.fault === "303-close" ? 10_000 : REPEATED_BY_THEN_MS }).then(() => true, () => false);
    const wire = await rig.wire(intent);
    const state = { isSeen, isBlown: armed?.isBlown(), hasSent: armed?.hasSent(), wire, status: session.status };
    await armed?.[Symbol.asyncDispose]();
    return state;
  }

  const cases = [["form", "fin"], ["form", "303-close"], ["fetch", "reset"], ["fetch", "hang"], ["fetch", "503"]] as const;

  it.each(cases)("sends a %s once when the site answers with %s", async (by, fault: Fault) => {
    const broker = new Broker(fault);
    await using server = await serve(broker.handle);
    origin = server;

    const result = await submit(broker, by, true);

    expect(broker.posts).toBe(1);
    expect(result).toMatchObject({ isSeen: fault === "303-close", hasSent: true, wire: "sent" });
  });

  it("control: without drain and fuse Chromium sends twice", async () => {
    const broker = new Broker("fin");
    await using server = await serve(broker.handle);
    origin = server;

    await submit(broker, "form", false);

    await expect.poll(() => broker.posts).toBeGreaterThan(1);
  });
});

it("sends a form once to a site that speaks HTTP/2 and refuses the stream after applying it", async () => {
  const broker = new Broker("fin");
  const server = createSecureServer({ key: certificate.keyPem, cert: certificate.certPem, allowHTTP1: true }, (request, response) => {
    if (request.httpVersion === "1.1") { broker.handle(request as unknown as IncomingMessage, response as unknown as ServerResponse); return; }
    const refuse = (): void => {
      broker.posts += 1;
      request.stream.close(constants.NGHTTP2_REFUSED_STREAM);
    };
    if (request.method === "POST") request.resume().on("end", refuse);
    else response.end(`<form method="post" action="/optout"><button id="form">Send</button></form>`);
  });
  await using own = await listening(server, () => undefined);
  origin = own;
  await using rig = await ways["TLS passed through"]();
  await using session = await rig.browsers.open(wish({ site: [HOST] }, "optOut"), never);
  await session.page.goto(`https://${HOST}/`);
  await using armed = await session.arm("h2", [HOST]);

  await session.page.click("#form", { noWaitAfter: true });
  await expect.poll(() => armed.isBlown()).toBe(true);

  expect(broker.posts).toBe(1);
});

function movingMap(): Map<string, URL> {
  return new (class extends Map<string, URL> {
    override get(host: string): URL | undefined {
      return host === HOST ? new URL(origin.url) : undefined;
    }
  })([[HOST, new URL("http://127.0.0.1:1")]]);
}
