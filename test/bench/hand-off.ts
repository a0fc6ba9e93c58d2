import { chromium, type Page } from "playwright";
import { systemClock } from "../../src/base/clock.ts";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { RemoteHandOff } from "../../src/handoff/remote/remote-hand-off.ts";
import { median, quantile, type Figure } from "./figures.ts";
import { Product } from "./product.ts";
import { HOST, openSite } from "./site.ts";

const CLICKS = 40;
const WANTED_MS = 150;

/** From a click on the remote page to the picture that shows what came of it, both on this machine. */
export async function measureHandOff(): Promise<Figure[]> {
  await using site = await openSite();
  await using product = await Product.open(site);
  const hosts = { site: [HOST], assets: [], challenge: [], mailLink: [] };
  await using session = await product.browsers.open({ id: "hand-off", hosts, phase: "optOut" }, new AbortController().signal);
  await session.page.goto(`https://${HOST}/search?id=hand-off`);
  await session.page.evaluate("document.documentElement.addEventListener('mousedown', () => { document.body.style.background = document.body.style.background === 'black' ? 'white' : 'black'; })");
  await using remote = await RemoteHandOff.open({ clock: systemClock, patienceMs: 60_000, port: 0 });
  const stop = new AbortController();
  const answer = remote.ask({ broker: "bench", step: "optOut.steps[0]", reason: "captcha", say: [], session, filled: [], next: { fields: [], hosts: [HOST] }, wantsCode: false, isAgain: false, look: async () => "waiting" }, stop.signal).catch(() => undefined);
  await using browser = await chromium.launch({ executablePath: findBrowser().path, chromiumSandbox: process.getuid?.() !== 0 });
  const viewer = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await viewer.goto(remote.url);
  await viewer.locator("#canvas[data-pictures]").waitFor();
  const times: number[] = [];
  for (let click = 0; click < CLICKS; click++) times.push(await clickToPicture(viewer));
  stop.abort();
  await answer;
  return [{ what: "click to next picture, remote hand-off (median)", value: median(times), unit: "ms", wanted: { atMost: WANTED_MS }, beside: `p95 ${quantile(times, 0.95).toFixed(0)} ms over ${CLICKS} clicks` }];
}

/** Measured inside the viewer's page: from its own event to the canvas having the new picture. */
function clickToPicture(viewer: Page): Promise<number> {
  return viewer.evaluate<number>(`new Promise((measured) => {
    const canvas = document.querySelector("#canvas");
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2, button: 0, pointerId: 1, pointerType: "mouse", bubbles: true };
    canvas.setPointerCapture = () => undefined;
    const before = performance.now();
    new MutationObserver((_changes, watch) => { watch.disconnect(); measured(performance.now() - before); }).observe(canvas, { attributeFilter: ["data-pictures"] });
    canvas.dispatchEvent(new PointerEvent("pointerdown", at));
    canvas.dispatchEvent(new PointerEvent("pointerup", at));
  })`);
}
