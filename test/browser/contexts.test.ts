import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright";
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

const open = () => rig.browsers.open(wish({ site: [HOST] }), never);

function browserOf(page: Page) {
  const browser = page.context().browser();
  if (!browser) throw new Error("a page of no browser");
  return browser;
}

it("gives each session a context of its own, and closes it after the session", async () => {
  const cookies: number[] = [];
  const pages: Page[] = [];

  for (let turn = 1; turn <= 3; turn++) {
    await using session = await open();
    pages.push(session.page);
    cookies.push((await session.page.context().cookies()).length);
    await session.page.goto(`https://${HOST}/`);
  }

  expect(cookies).toEqual([0, 0, 0]);
  await expect.poll(() => pages.every((page) => page.isClosed())).toBe(true);
});

it("lets a page reach nothing from the moment in which its session ends", async () => {
  const session = await open();
  await session.page.goto(`https://${HOST}/`);

  const ended = session[Symbol.asyncDispose]();
  const tried = await session.page.goto(`https://${HOST}/late`, { timeout: 1_000 }).then(() => "reached", () => "not reached");
  await ended;

  expect([tried, asked.includes("/late")]).toEqual(["not reached", false]);
});

it("starts the browser again that ended under a session", async () => {
  const last = await open();
  await browserOf(last.page).close();

  await using next = await open();
  await next.page.goto(`https://${HOST}/`);

  expect(next.status).toBe(200);
  await last[Symbol.asyncDispose]();
});
