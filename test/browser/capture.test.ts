import { afterAll, beforeAll, expect, it } from "vitest";
import { serve, type Origin } from "./support/broker.ts";
import { never, startRig, wish, type Rig } from "./support/browsers.ts";
import { countColour, readPng } from "./support/png.ts";

const HOST = "broker.example";
const MAGENTA = "#ff00ff";
const SQUARE = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="magenta"/></svg>`;
const SQUARE_URL = `data:image/svg+xml,${encodeURIComponent(SQUARE)}`;

/** Everything that is magenta here is personal; the rules are as stubborn as pages have them. */
const PAGE = `<!doctype html><style>
  @layer early { .layered { color: magenta !important; } }
  #stubborn.stubborn { color: magenta !important; background: linear-gradient(magenta, magenta) !important; transition: color 9s; }
  .before::before { content: "Jane Roe"; color: magenta; } .url::after { content: url("${SQUARE_URL}"); }
  .moving { animation: glow 1s infinite; } @keyframes glow { from { color: magenta; } to { color: #fe00fe; } }
  ::placeholder, ::marker { color: magenta; } p::first-letter { color: magenta; }
</style>
<body style="color: magenta; font: bold 30px sans-serif">
<p>Jane Roe 😀</p><p id="stubborn" class="stubborn">Jane Roe</p><p class="layered">Jane Roe</p><p class="before url"></p><p class="moving">Jane Roe</p>
<p style="color: magenta !important; background: magenta !important">Jane Roe</p>
<p style="text-shadow: 4px 4px magenta; border: 4px solid magenta; outline: 4px solid magenta; box-shadow: 0 0 9px magenta">Jane Roe</p>
<input value="Jane Roe" style="background: magenta"><textarea>Jane Roe</textarea><select><option>Jane Roe</select><input placeholder="Jane Roe">
<img src="${SQUARE_URL}">${SQUARE}<canvas id="canvas"></canvas><div style="background: url('${SQUARE_URL}'); height: 60px">x</div>
<iframe srcdoc="<body style='background: magenta'>Jane Roe"></iframe><ul><li>Jane Roe</ul><div contenteditable>Jane Roe</div>
<open-card></open-card><closed-card></closed-card><p id="kept"><b>Your request was received</b> <img src="${SQUARE_URL}"></p>
<script>
  document.querySelector("canvas").getContext("2d").fillStyle = "magenta"; const c = document.querySelector("canvas").getContext("2d"); c.fillStyle = "magenta"; c.fillRect(0, 0, 99, 99);
  for (const mode of ["open", "closed"]) document.querySelector(mode + "-card").attachShadow({ mode }).innerHTML = "<p style='color: magenta'>Jane Roe</p>";
</script>`;

/** Its scripts would have every hand that masks it do nothing. */
const HOSTILE = `<!doctype html><body style="color: magenta; font: bold 40px sans-serif"><p>Jane Roe</p><img src="${SQUARE_URL}"><script>
  CSSStyleSheet.prototype.replaceSync = () => undefined;
  for (const root of [Document.prototype, Element.prototype, DocumentFragment.prototype]) root.querySelectorAll = () => [];
  Element.prototype.setAttribute = () => undefined;
  Object.defineProperty(document, "adoptedStyleSheets", { get: () => [], set: () => undefined });
  window.getComputedStyle = () => ({ color: "transparent", webkitTextFillColor: "transparent", backgroundImage: "none", backgroundColor: "rgb(255, 255, 255)" });
</script>`;

let rig: Rig;
let server: Origin;
beforeAll(async () => {
  server = await serve((request, response) => {
    const policy = request.url === "/strict" ? { "content-security-policy": "style-src 'nonce-x'; script-src 'none'" } : {};
    if (request.url === "/hostile") return void response.writeHead(200, { "content-type": "text/html" }).end(HOSTILE);
    const body = request.url === "/strict" ? `<style nonce="x">body { color: magenta; font-size: 40px }</style><p>Jane Roe</p>` : PAGE;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...policy }).end(body);
  });
  rig = await startRig({ map: new Map([[HOST, new URL(server.url)]]) });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

it("leaves no pixel of text, fields and images, and keeps the text it is told to keep", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.setViewportSize({ width: 1000, height: 1600 });
  await session.page.goto(`https://${HOST}/`);
  const bare = readPng(await session.page.screenshot());

  const picture = readPng(await session.capture(session.page.locator("#kept")));

  expect(countColour(bare, MAGENTA)).toBeGreaterThan(20_000);
  expect(countColour(picture, MAGENTA)).toBe(0);
  expect(countColour(picture, "#000000")).toBeGreaterThan(100);
});

it("keeps nothing when it is told to keep nothing", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.goto(`https://${HOST}/`);

  const picture = readPng(await session.capture());

  expect(countColour(picture, MAGENTA) + countColour(picture, "#000000")).toBe(0);
});

it.each([
  ["content security policy forbids styles", "strict"],
  ["scripts have patched all that masks it", "hostile"],
])("masks a page whose %s", async (_what, path) => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.goto(`https://${HOST}/${path}`);
  const bare = readPng(await session.page.screenshot());

  const picture = readPng(await session.capture());

  expect(countColour(bare, MAGENTA)).toBeGreaterThan(0);
  expect(countColour(picture, MAGENTA)).toBe(0);
});

it.each([
  ["its sheet", "document.adoptedStyleSheets = []"],
  ["its marks", "for (const element of document.querySelectorAll('[data-unlist-hidden]')) element.removeAttribute('data-unlist-hidden')"],
])("takes no picture of a page that takes off %s", async (_what, undo) => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.goto(`https://${HOST}/`);
  await session.page.evaluate(`new MutationObserver(() => { ${undo} }).observe(document, { attributes: true, subtree: true })`);

  await expect(session.capture()).rejects.toThrow("the page took off what masks it");
});

it("leaves the page as it was", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.goto(`https://${HOST}/strict`);
  const before = await session.page.content();

  await session.capture(session.page.locator("p"));

  expect(await session.page.content()).toBe(before);
  expect(await session.page.evaluate("document.adoptedStyleSheets.length")).toBe(0);
});
