import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Page } from "playwright";
import { Contexts } from "../../src/browser/contexts.ts";
import { newCredentials } from "../../src/browser/fence.ts";
import { serve, type Origin } from "./support/broker.ts";
import { never, startRig, wish, type Rig } from "./support/browsers.ts";

const HOST = "broker.example";
let rig: Rig;
let site: Origin;
const asked: string[] = [];

beforeAll(async () => {
  site = await serve(({ url = "" }, response) => {
    asked.push(url);
    response.writeHead(200, { "content-type": "text/html", "set-cookie": "seen=yes; Secure" }).end("<title>page</title>");
  });
  rig = await startRig({ map: new Map([[HOST, new URL(site.url)]]) });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

function browserOf(page: Page) {
  const browser = page.context().browser();
  if (!browser) throw new Error("a page of no browser");
  return browser;
}

/** What is open beside the session's own. */
function besides(page: Page) {
  return browserOf(page).contexts().filter((context) => context !== page.context());
}

it("opens the third session's context while the second one works, and gives no context to two sessions", async () => {
  const cookies: number[] = [];
  const atFirst: number[] = [];

  for (let turn = 1; turn <= 4; turn++) {
    await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
    cookies.push((await session.page.context().cookies()).length);
    await session.page.goto(`https://${HOST}/`);
    if (turn === 1) atFirst.push(besides(session.page).length);
    else await vi.waitUntil(() => besides(session.page).length === 1);
  }

  expect(cookies).toEqual([0, 0, 0, 0]);
  expect(atFirst).toEqual([0]);
});

it("lets a context that no session has yet reach nothing", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.goto(`https://${HOST}/`);
  const early = await vi.waitUntil(() => besides(session.page)[0]?.pages()[0]);

  const tried = await early.goto(`https://${HOST}/early`, { timeout: 1_000 }).then(() => "reached", () => "not reached");

  expect([tried, asked.includes("/early")]).toEqual(["not reached", false]);
});

it("opens a new one when the browser that had it ready is gone", async () => {
  const last = await rig.browsers.open(wish({ site: [HOST] }), never);
  await browserOf(last.page).close();

  await using next = await rig.browsers.open(wish({ site: [HOST] }), never);
  await next.page.goto(`https://${HOST}/`);

  expect(next.status).toBe(200);
  await last[Symbol.asyncDispose]();
});

it("opens none ahead where each would be a window", async () => {
  let opened = 0;
  const contexts = new Contexts(async () => {
    opened += 1;
    await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
    return { context: session.page.context(), page: session.page, credentials: newCredentials() };
  }, false);

  for (let turn = 0; turn < 3; turn++) await contexts.take();
  await contexts.settled();

  expect(opened).toBe(3);
});
