import type { IncomingMessage, ServerResponse } from "node:http";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeCertificate } from "../../src/browser/certificate.ts";
import { serve, type Origin } from "./support/broker.ts";
import { never, startRig, wish, type Rig } from "./support/browsers.ts";
import { PublicNet } from "./support/public-net.ts";

const HOST = "broker.example";
const SISTER = "sister.example";
const ASSETS = "cdn.example";
const certificate = makeCertificate([HOST, SISTER, ASSETS], new Date());

let rig: Rig;
let server: Origin;
let requests: string[] = [];

/** The proxy passes TLS on here, as it does with real sites, so it can't see a method. */
beforeAll(async () => {
  server = await serve(answer, certificate);
  const net = new PublicNet();
  for (const host of [HOST, SISTER, ASSETS]) net.publish(host, server.port);
  rig = await startRig({ map: new Map([["mapped.example", new URL("http://127.0.0.1:1")]]), certificate, resolver: net.resolver, dial: net.dial });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const FORM = `method="post" action="https://${HOST}/forward"><input name="a" value="jane"><button>Send</button></form>`;
const POST = `fetch("/forward", { method: "POST", mode: "no-cors", body: "jane" })`;

/** The site and its sister forward every POST to the asset host, body and all. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const { method = "", url = "", headers } = request;
  requests.push(`${method} ${headers.host ?? ""}${url}`);
  request.resume();
  if (method === "POST" && headers.host !== ASSETS) return void response.writeHead(307, { location: `https://${ASSETS}/taken` }).end();
  const body = url === "/early" ? `<script>${POST}</script>` : `<form id="own" ${FORM}<form id="blank" target="_blank" ${FORM}<iframe id="inner" srcdoc='<form ${FORM}'></iframe>`;
  response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" }).end(`<!doctype html><title>page</title>${body}`);
}

const run = (code: string) => (page: Page) => page.evaluate(code);
const inWorker = `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(POST.replace("/forward", `https://${HOST}/forward`))}])))`;

const ways: [string, (page: Page) => Promise<unknown>][] = [
  ["a form", (page) => page.click("#own button", { noWaitAfter: true })],
  ["a form in a frame", (page) => page.frameLocator("#inner").locator("button").click({ noWaitAfter: true })],
  ["a form in a new window", (page) => page.click("#blank button", { noWaitAfter: true })],
  ["fetch", run(`void ${POST}`)],
  ["fetch that outlives the page", run(`void ${POST.replace("body", "keepalive: true, body")}`)],
  ["a beacon", run(`void navigator.sendBeacon("/forward", "jane")`)],
  ["a worker", run(`void ${inWorker}`)],
  ["a frame of the site's sister", run(`document.body.append(Object.assign(document.createElement("iframe"), { src: "https://${SISTER}/early" }))`)],
  ["a new window's first script", run(`void window.open("/early")`)],
  ["a beacon to it outright", run(`void navigator.sendBeacon("https://${ASSETS}/taken", "jane")`)],
  ["last words", run(`addEventListener("pagehide", () => navigator.sendBeacon("https://${ASSETS}/taken", "jane")); location = "/?next"`)],
];

it.each(ways)("carries no body to an asset host: %s", async (_, act) => {
  await using session = await rig.browsers.open(wish({ site: [HOST, SISTER], assets: [ASSETS] }), never);
  await session.page.goto(`https://${HOST}/`);
  requests = [];

  await act(session.page);

  await expect.poll(() => session.refusals()).not.toEqual([]);
  expect(session.refusals()[0]?.reason).toBe("method");
  expect(requests.filter((line) => line.includes(ASSETS))).toEqual([]);
});

it("starts no shared worker, whose requests no page answers for", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST], assets: [ASSETS] }), never);
  await session.page.goto(`https://${HOST}/`);

  expect(await session.page.evaluate("typeof SharedWorker")).toBe("undefined");
});

it("still reads from an asset host", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST], assets: [ASSETS] }), never);
  await session.page.goto(`https://${HOST}/`);

  expect(await session.page.evaluate(`fetch("https://${ASSETS}/style").then((answer) => answer.status)`)).toBe(200);
});
