import { chromium, type Browser, type Page } from "playwright";
import { expect } from "vitest";
import { systemClock } from "../../../src/base/clock.ts";
import { findBrowser } from "../../../src/browser/find-browser.ts";
import type { Session } from "../../../src/browser/session.ts";
import { RemoteHandOff } from "../../../src/handoff/remote/remote-hand-off.ts";
import type { HandOffAnswer, HandOffAsk, PageLook } from "../../../src/playbook/hand-off.ts";

/** The Chromium that plays the person's own, beside the fenced one. */
export function launchPersonsBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser().path, chromiumSandbox: process.getuid?.() !== 0 });
}

export function askFor(session: Session, differently: Partial<HandOffAsk> = {}): HandOffAsk {
  return {
    broker: "acme",
    step: "optOut.steps[2]",
    reason: "captcha",
    say: [],
    session,
    filled: ["contact.email"],
    next: { fields: ["contact.email"], hosts: ["acme.example"] },
    wantsCode: false,
    isAgain: false,
    look: async (): Promise<PageLook> => "waiting",
    ...differently,
  };
}

export interface Sitting extends AsyncDisposable {
  readonly remote: RemoteHandOff;
  readonly answer: Promise<HandOffAnswer>;
}

/** A step that is in a person's hands until somebody answers it. */
export async function openSitting(ask: HandOffAsk, patienceMs = 60_000): Promise<Sitting> {
  const remote = await RemoteHandOff.open({ clock: systemClock, patienceMs, port: 0 });
  const stop = new AbortController();
  const answer = remote.ask(ask, stop.signal);
  answer.catch(() => undefined); // looked at by the test, or ended by it
  return {
    remote,
    answer,
    async [Symbol.asyncDispose]() {
      stop.abort(new Error("the test is over"));
      await answer.catch(() => undefined);
      await remote[Symbol.asyncDispose]();
    },
  };
}

/** Opens the address as a person does, and waits for the first picture. */
export async function look(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect.poll(() => pictures(page), { timeout: 15_000 }).toBeGreaterThan(0);
}

export async function pictures(page: Page): Promise<number> {
  return Number((await page.locator("#canvas").getAttribute("data-pictures")) ?? 0);
}

/** Where on the viewer's screen a control of the fenced page shows. */
export async function placeOf(viewer: Page, fenced: Page, css: string): Promise<Place> {
  const control = await fenced.locator(css).boundingBox();
  if (!control) throw new Error("it does not show");
  const [x, y] = await onScreen(viewer, fenced, { x: control.x + control.width / 2, y: control.y + control.height / 2 });
  return { x, y };
}

/** A place of the fenced page on the viewer's screen. */
export async function onScreen(viewer: Page, fenced: Page, { x, y }: Place): Promise<[x: number, y: number]> {
  const picture = await viewer.locator("#canvas").boundingBox();
  if (!picture) throw new Error("there is no picture");
  const { width, height } = await sizeOf(fenced);
  return [picture.x + (x / width) * picture.width, picture.y + (y / height) * picture.height];
}

/** The middle of the fenced page, and places near its corners, as whole pixels. */
export async function corners(fenced: Page): Promise<readonly (readonly [x: number, y: number])[]> {
  const { width, height } = await sizeOf(fenced);
  return [[3, 3], [width - 4, 3], [Math.round(width / 2), Math.round(height / 2)], [3, height - 4], [width - 4, height - 4]];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function sizeOf(fenced: Page): Promise<{ width: number; height: number }> {
  return fenced.evaluate<{ width: number; height: number }>("({ width: innerWidth, height: innerHeight })");
}
