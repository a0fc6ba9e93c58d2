import { readdir, mkdir, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { rebuilt } from "../../src/browser/playwright-errors.ts";
import { serve, type Origin } from "./support/broker.ts";
import { never, startRig, wish, type Rig } from "./support/browsers.ts";

const HOST = "broker.example";
const OTHER = "other.example";

let rig: Rig;
let site: Origin;
let requests: string[] = [];

beforeAll(async () => {
  site = await serve(answer);
  rig = await startRig({ map: new Map([HOST, OTHER].map((host) => [host, new URL(site.url)])), clock: { ...systemClock, now: () => new Date("2026-08-07T12:00:00Z") } });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});
beforeEach(() => {
  requests = [];
});

function answer({ method = "", url = "", headers }: IncomingMessage, response: ServerResponse): void {
  requests.push(`${method} ${headers.host ?? ""}${url}`);
  const status = Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 200);
  const retryAfter = new URL(url, "http://x").searchParams.get("retry");
  response.writeHead(status, { "content-type": "text/html", "access-control-allow-origin": "*", ...(retryAfter !== null && { "retry-after": retryAfter }) });
  response.end(`<!doctype html><title>page</title><form method="post" action="/post"><button>Send</button></form>`);
}

const post = (host: string) => `fetch("https://${host}/post", { method: "POST", mode: "no-cors" }).then(() => "sent", () => "refused")`;
const get = (host: string) => `fetch("https://${host}/get", { mode: "no-cors" }).then(() => "read", () => "refused")`;

describe("the list of hosts", () => {
  it("lets assets be read, not written to", async () => {
    await using session = await rig.browsers.open(wish({ site: [HOST], assets: [OTHER] }), never);
    await session.page.goto(`https://${HOST}/`);

    const done = [await session.page.evaluate(get(OTHER)), await session.page.evaluate(post(OTHER))];

    expect(done).toEqual(["read", "refused"]);
    expect(session.refusals()).toEqual([{ host: OTHER, reason: "method" }]);
    expect(requests).not.toContain(`POST ${OTHER}/post`);
  });

  it("stops a form that the site forwards to an asset host with its body (307), where the browser's own layer sees nothing", async () => {
    const forwarding = await serve((request, response) => response.writeHead(request.method === "POST" ? 307 : 200, { location: `https://${OTHER}/post`, "content-type": "text/html" }).end("<form method=post><button>Send"));
    await using own = await startRig({ map: new Map([[HOST, new URL(forwarding.url)], [OTHER, new URL(site.url)]]) });
    await using session = await own.browsers.open(wish({ site: [HOST], assets: [OTHER] }), never);
    await session.page.goto(`https://${HOST}/`);

    await session.page.click("button", { noWaitAfter: true });

    await expect.poll(() => session.refusals().map(({ reason }) => reason)).toContain("method");
    expect(requests).toEqual([]);
    await forwarding[Symbol.asyncDispose]();
  });

  it("opens challenge hosts only while they are asked for", async () => {
    await using session = await rig.browsers.open(wish({ site: [HOST], challenge: [OTHER] }), never);
    const { page } = session;
    await page.goto(`https://${HOST}/`);

    const done = [await page.evaluate(post(OTHER)), await session.withChallengeHosts(() => page.evaluate(post(OTHER))), await page.evaluate(post(OTHER))];

    expect(done).toEqual(["refused", "sent", "refused"]);
    expect(session.refusals()).toEqual([{ host: OTHER, reason: "phase" }, { host: OTHER, reason: "phase" }]);
  });

  it.each([["the page itself", ""], ["a frame", "target=frame"]])("sends a challenge's host no form by GET, not even while it is open: %s", async (_, target) => {
    await using session = await rig.browsers.open(wish({ site: [HOST], challenge: [OTHER] }), never);
    const { page } = session;
    await page.goto(`https://${HOST}/`);
    await page.evaluate(`document.body.innerHTML = '<iframe name=frame></iframe><form ${target} action="https://${OTHER}/take"><input name=mail value=jane></form>'`);

    await session.withChallengeHosts(async () => {
      await page.evaluate("document.forms[0].submit()");
      await expect.poll(() => session.refusals().map(({ reason }) => reason)).toContain("method");
    });

    expect(requests.filter((request) => request.includes("/take"))).toEqual([]);
  });

  it.each([["scan", "refused"], ["optOut", "refused"], ["confirm", "read"]] as const)("in phase %s a mail link is %s", async (phase, expected) => {
    await using session = await rig.browsers.open(wish({ site: [HOST], mailLink: [OTHER] }, phase), never);
    await session.page.goto(`https://${HOST}/`);

    expect(await session.page.evaluate(get(OTHER))).toBe(expected);
  });

  it("keeps one session's hosts from another's", async () => {
    await using one = await rig.browsers.open(wish({ site: [HOST] }), never);
    await using two = await rig.browsers.open(wish({ site: [OTHER] }), never);
    await two.page.goto(`https://${OTHER}/`);

    await expect(one.page.goto(`https://${OTHER}/`)).rejects.toThrow();
    expect(two.refusals()).toEqual([]);
  });

  it("sends a mapped host's plain address to its encrypted one", async () => {
    await using session = await rig.browsers.open(wish({ site: [HOST] }), never);

    await session.page.goto(`http://${HOST}/x`);

    expect(session.page.url()).toBe(`https://${HOST}/x`);
  });

  it("refuses a listed host's plain address where no rehearsal maps it", async () => {
    await using session = await rig.browsers.open(wish({ site: ["real.example"] }), never);

    const answer = await session.page.goto("http://real.example/x");

    expect(answer?.status()).toBe(403);
    expect(session.refusals()).toEqual([{ host: "real.example", reason: "plain-http" }]);
  });
});

it("tells the status and Retry-After of the last document", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  const { page } = session;
  const seen: unknown[] = [session.status];

  for (const path of ["/status/429?retry=120", "/status/503?retry=Fri,%2007%20Aug%202026%2013:00:00%20GMT", "/status/404"]) {
    await page.goto(`https://${HOST}${path}`);
    seen.push(session.status, session.retryAfterMs);
  }

  expect(seen).toEqual([undefined, 429, 120_000, 503, 3_600_000, 404, undefined]);
});

it("closes windows that lead elsewhere, refuses downloads and dismisses dialogs", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  const { page } = session;
  await page.goto(`https://${HOST}/`);

  await page.evaluate(`void window.open("https://${OTHER}/")`);
  const answered = await page.evaluate("confirm('sure?')");

  // No window is open before the new one is heard of, either: what was refused comes first.
  await expect.poll(() => session.refusals()).toContainEqual({ host: OTHER, reason: "not-listed" });
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(answered).toBe(false);
});

it("refuses a second submission while armed", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }, "optOut"), never);
  const { page } = session;
  await page.goto(`https://${HOST}/`);
  await using armed = await session.arm("twice", [HOST]);

  await page.click("button");
  await page.waitForURL(`https://${HOST}/post`);
  await page.click("button", { noWaitAfter: true });

  await expect.poll(() => session.refusals()).toEqual([{ host: HOST, reason: "fuse" }]);
  expect(requests.filter((line) => line.startsWith("POST"))).toHaveLength(1);
  expect(armed.hasSent()).toBe(true);
});

it("keeps the hosts closed after an armed step that sent nothing, so that a late click can't make it untrue", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }, "optOut"), never);
  await session.page.goto(`https://${HOST}/`);
  const armed = await session.arm("late", [HOST]);
  await armed[Symbol.asyncDispose]();

  const late = await session.page.evaluate(post(HOST));

  expect([late, armed.hasSent(), await rig.wire("late")]).toEqual(["refused", false, "no-byte"]);
  expect(requests.filter((line) => line.startsWith("POST"))).toEqual([]);
});

it("forwards no byte of an armed step that it could not record", async () => {
  let isFull = false;
  const wireLog = { record: () => (isFull ? Promise.reject(new Error("disk full")) : Promise.resolve()), [Symbol.asyncDispose]: () => Promise.resolve() };
  await using own = await startRig({ wireLog, map: new Map([[HOST, new URL(site.url)]]) });
  await using session = await own.browsers.open(wish({ site: [HOST] }, "optOut"), never);
  await session.page.goto(`https://${HOST}/`);
  const armed = await session.arm("full", [HOST]);
  isFull = true;

  const sent = await session.page.evaluate(post(HOST));

  expect([sent, armed.isBlown()]).toEqual(["refused", true]);
  expect(requests.filter((line) => line.startsWith("POST"))).toEqual([]);
});

describe("names and addresses", () => {
  it.each([
    ["10.0.0.1", "private-address"],
    ["169.254.169.254", "private-address"],
    ["::ffff:127.0.0.1", "private-address"],
    ["fd00:ec2::254", "private-address"],
  ] as const)("refuses a name that leads to %s", async (address, reason) => {
    const dialled: string[] = [];
    const dial = (to: string) => (dialled.push(to), Promise.reject(new Error("not in this test")));
    await using own = await startRig({ resolver: () => Promise.resolve(["93.184.215.14", address]), dial });
    await using session = await own.browsers.open(wish({ site: [HOST] }), never);

    const error = await session.page.goto(`https://${HOST}/?q=jane`).catch((failure: unknown) => rebuilt(failure, "scan.steps[0]"));

    expect(session.refusals()).toEqual([{ host: HOST, reason }]);
    expect(error).toMatchObject({ exitCode: 7, name: "EgressError" });
    expect(dialled).toEqual([]);
  });

  it("tells a name that does not resolve and a site that is down from a refusal: worth another try", async () => {
    const resolver = (host: string) => (host === HOST ? Promise.reject(new Error("NXDOMAIN")) : Promise.resolve(["93.184.215.14"]));
    await using own = await startRig({ resolver, dial: () => Promise.reject(new Error("ECONNREFUSED")) });
    const errors = await Promise.all([HOST, OTHER].map(async (host) => {
      await using other = await own.browsers.open(wish({ site: [host] }), never);
      return await other.page.goto(`https://${host}/`).catch((failure: unknown) => rebuilt(failure, "scan.steps[0]"));
    }));

    expect(errors.map((error) => error)).toEqual([expect.objectContaining({ name: "TransientError" }), expect.objectContaining({ name: "TransientError" })]);
  });
});

describe("the browser's life", () => {
  it("leaves nothing in the temporary folder, and sweeps what a killed process left", async () => {
    await using own = await startRig();
    const tmp = join(own.folder, "tmp");
    const during = await readdir(tmp);
    await own.browsers[Symbol.asyncDispose]();
    const after = await readdir(tmp);
    await mkdir(join(tmp, "chromium-dead"));
    await writeFile(join(tmp, "chromium-dead", "pid"), JSON.stringify({ pid: 999_999_999 }));
    await using again = await startRig({ tmpDir: tmp }); // ends before `own`, whose folder it lives in

    expect([during.length, after.length]).toEqual([1, 0]);
    expect(await readdir(tmp)).toEqual([expect.not.stringMatching(/dead/)]);
    expect(again.browsers.found.why).not.toBe("");
  });

  it("rejects what is pending when the browser crashes, and the next session gets a new one", async () => {
    await using own = await startRig({ map: new Map([[HOST, new URL(site.url)]]) });
    const session = await own.browsers.open(wish({ site: [HOST] }), never);
    const pending = session.page.waitForSelector("#never").catch((error: unknown) => rebuilt(error, "scan.steps[1]"));

    const cdp = await session.page.context().browser()?.newBrowserCDPSession();
    await cdp?.send("Browser.crash").catch(() => undefined); // it can't answer any more

    expect(await pending).toMatchObject({ name: "TransientError" });
    await session[Symbol.asyncDispose]();
    await using next = await own.browsers.open(wish({ site: [HOST] }), never);
    await next.page.goto(`https://${HOST}/`);
    expect(next.status).toBe(200);
  });
});

it("rebuilds Playwright's errors without what was typed or where", async () => {
  await using session = await rig.browsers.open(wish({ site: [HOST] }), never);
  await session.page.goto(`https://${HOST}/`);
  const { page } = session;

  const failures = await Promise.all([
    page.fill("#none", "CANARY-jane", { timeout: 200 }).catch((error: unknown) => error),
    page.evaluate("CANARY_jane()").catch((error: unknown) => error),
    page.goto("https://canary-jane.example/").catch((error: unknown) => error),
  ]);

  const ours = failures.map((failure) => rebuilt(failure, "optOut.steps[2].fill"));
  expect(ours.map(({ name }) => name)).toEqual(["PlaybookError", "PlaybookError", "EgressError"]);
  expect(JSON.stringify(ours.map((error) => [error.message, error.stack, error.hint, error.cause])).toLowerCase()).not.toMatch(/canary/);
});
