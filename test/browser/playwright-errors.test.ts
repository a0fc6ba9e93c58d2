import { describe, expect, it } from "vitest";
import { faultOf } from "../../src/browser/playwright-errors.ts";

describe("what Playwright says of a page", () => {
  it.each([
    ["page.goto: net::ERR_CONNECTION_RESET at https://acme.example/", "connection"],
    ["page.goto: net::ERR_TUNNEL_CONNECTION_FAILED at https://acme.example/", "fence"],
    ["page.goto: net::ERR_CERT_DATE_INVALID at https://acme.example/", "certificate"],
    ["page.goto: net::ERR_PROXY_CONNECTION_FAILED at https://acme.example/", "no-proxy"],
    ["page.evaluate: Target page, context or browser has been closed", "closed"],
    ["browserContext.newCDPSession: frame: no object with guid frame@4be9", "closed"],
    ["browserContext.newCDPSession: Protocol error (Target.attachToBrowserTarget): No target with given id found", "closed"],
    ["locator.click: Element is not an <input>", "page"],
  ])("%s is understood as %s", (said, fault) => {
    expect(faultOf(new Error(said))).toBe(fault);
  });
});
