import { chromium } from "playwright";
import { expect, it } from "vitest";
import type { Browsers } from "../../src/browser/session.ts";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { requireFence, selfTest } from "../../src/browser/self-test.ts";
import { startRig } from "./support/browsers.ts";

it("finds nothing that gets out of a fenced session", async () => {
  await using rig = await startRig();

  const result = await selfTest(rig.browsers);

  expect(result).toEqual({ ok: true, failures: [] });
});

it("says what gets out of a browser without a fence, and refuses with exit 7", async () => {
  const browser = await chromium.launch({ executablePath: findBrowser().path });
  try {
    const unfenced: Browsers = {
      open: async () => {
        const page = await browser.newPage();
        const unused = () => Promise.reject(new Error("not asked of it"));
        return {
          page, status: undefined, retryAfterMs: undefined, withChallengeHosts: (work) => work(), hold: unused, stay: () => ({ [Symbol.dispose]: () => undefined }), arm: unused, capture: unused,
          refusals: () => [], [Symbol.asyncDispose]: () => page.close(),
        };
      },
      [Symbol.asyncDispose]: () => browser.close(),
    };

    const result = await selfTest(unfenced);

    expect(result.failures).toEqual(expect.arrayContaining(["a page connected to this machine", "the browser looked a name up by itself", "a page sent a datagram"]));
    await expect(requireFence(unfenced)).rejects.toMatchObject({ exitCode: 7 });
  } finally {
    await browser.close();
  }
});
