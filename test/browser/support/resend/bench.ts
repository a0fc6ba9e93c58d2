import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright";
import { systemClock } from "../../../../src/base/clock.ts";
import { nodeFiles } from "../../../../src/base/files.ts";
import { BrowserSession } from "../../../../src/browser/browser-session.ts";
import { makeCertificate } from "../../../../src/browser/certificate.ts";
import { Fence } from "../../../../src/browser/fence.ts";
import { findBrowser } from "../../../../src/browser/find-browser.ts";
import { chromiumFlags } from "../../../../src/browser/flags.ts";
import { EgressProxy } from "../../../../src/browser/proxy.ts";
import { openWireLog, readWire, type WireLog } from "../../../../src/browser/wire-log.ts";
import { wish } from "../browsers.ts";
import { PublicNet } from "../public-net.ts";
import type { ResendCase, ResendResult } from "./matrix.ts";
import { OptOutSite } from "./opt-out-site.ts";

const certificate = makeCertificate(["broker.example"], new Date());
/** A hang never ends by itself; a browser that asks again does so at once. */
const HANG_MS = 250;

interface Parts {
  readonly folder: string;
  readonly wireLog: WireLog;
  readonly net: PublicNet;
  readonly proxy: EgressProxy;
  /** As the product starts it, and the same with HTTP/2. */
  readonly browsers: { readonly h1: Browser; readonly h2: Browser };
}

/** Sends one form after another to sites that apply it and misbehave, with the whole of the fence around it or parts of it. */
export class ResendBench implements AsyncDisposable {
  readonly #parts: Parts;
  #count = 0;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async open(): Promise<ResendBench> {
    const folder = await mkdtemp(join(tmpdir(), "unlist-test-"));
    const wireLog = await openWireLog(nodeFiles, join(folder, "wire.ndjson"), systemClock);
    const net = new PublicNet();
    const proxy = await EgressProxy.start({ resolver: net.resolver, dial: net.dial });
    const flags = chromiumFlags({ certificate, uid: process.getuid?.() }).map(({ flag }) => flag);
    const [h1, h2] = await Promise.all([launch(flags), launch(flags.filter((flag) => flag !== "--disable-http2"))]);
    return new ResendBench({ folder, wireLog, net, proxy, browsers: { h1, h2 } });
  }

  async run(one: ResendCase): Promise<ResendResult> {
    const { proxy, net, wireLog, folder } = this.#parts;
    const host = `broker-${(this.#count += 1)}.example`;
    await using site = new OptOutSite(one.fault);
    await site.open(one.protocol, certificate);
    net.publish(host, site.port);
    const fence = new Fence(wish({ site: [host] }, "optOut"));
    proxy.admit(fence);
    await using context = await this.#browserFor(one).newContext({ proxy: { server: proxy.url, ...fence.credentials } });
    await using session = await BrowserSession.open({ context, fence, clock: systemClock, wireLog, onClose: () => proxy.dismiss(fence) });
    await session.page.goto(`https://${host}/`);
    const window = await guarded(one, { fence, host, wireLog });
    const isSeen = await send(session.page, one, site);
    await window?.[Symbol.asyncDispose]();
    return { posts: site.posts, isSeen, wire: await readWire(nodeFiles, join(folder, "wire.ndjson"), host) };
  }

  /** Several at a time, in the order of the cases. */
  async runAll(cases: readonly ResendCase[], atOnce = 4): Promise<ResendResult[]> {
    const results: ResendResult[] = [];
    const left = [...cases.entries()];
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await this.run(next[1]);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return results;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { browsers, proxy, wireLog, folder } = this.#parts;
    await Promise.all([browsers.h1.close(), browsers.h2.close()]);
    await proxy.close();
    await wireLog[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  }

  #browserFor({ guard, protocol }: ResendCase): Browser {
    return guard === "none" && protocol === "h2" ? this.#parts.browsers.h2 : this.#parts.browsers.h1;
  }
}

function launch(args: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser().path, args: [...args], proxy: { server: "http://127.0.0.1:9" } });
}

/** The fence's own verbs, all of them or one. The host names the intent. */
async function guarded({ guard }: ResendCase, { fence, host, wireLog }: { fence: Fence; host: string; wireLog: WireLog }) {
  const hosts = [host];
  if (guard === "drain") fence.drain(hosts);
  if (guard === "fuse") return fence.light(host, { hosts, wire: wireLog });
  return guard === "both" ? fence.arm(host, { hosts, wire: wireLog, clock: systemClock }) : undefined;
}

/** Clicks, and waits until the page knows how it went; a repeat by the browser comes before that. */
async function send(page: Page, { sender, fault }: ResendCase, site: OptOutSite): Promise<boolean> {
  const isTheirs = (request: { method(): string }): boolean => request.method() === "POST";
  const failed = page.waitForEvent("requestfailed", { predicate: isTheirs, timeout: 10_000 }).catch(() => undefined);
  const answered = page.waitForResponse((response) => isTheirs(response.request()), { timeout: 10_000 }).catch(() => undefined);
  await page.click(`#${sender}`, { noWaitAfter: true });
  await site.posted();
  if (fault === "hang") {
    await systemClock.sleep(HANG_MS);
    return false; // a page that is still waiting can't even be asked
  }
  await Promise.race([failed, answered]);
  if (fault !== "303-close") return page.getByText(OptOutSite.confirmation).isVisible();
  return page.getByText(OptOutSite.confirmation).waitFor({ timeout: 10_000 }).then(() => true, () => false);
}
