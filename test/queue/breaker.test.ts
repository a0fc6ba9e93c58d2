import { beforeEach, describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { PlaybookError, TransientError } from "../../src/base/errors.ts";
import { HostBreaker } from "../../src/queue/breaker.ts";

const HOST = "www.acme.example";
const COOL_DOWN_MS = 60_000;

describe("the circuit of a host", () => {
  let clock: FixedClock;
  let breaker: HostBreaker;
  let met: number;

  beforeEach(() => {
    clock = new FixedClock("2026-08-07T12:00:00Z");
    breaker = new HostBreaker({ clock, coolDownMs: COOL_DOWN_MS });
    met = 0;
  });

  async function visit(result?: Error, host = HOST): Promise<unknown> {
    const work = async () => {
      met++;
      if (result) throw result;
    };
    return breaker.through(host, work).catch((error: unknown) => error);
  }

  async function fail(times: number): Promise<void> {
    for (let i = 0; i < times; i++) await visit(new TransientError("502"));
  }

  it("stays closed for four failures in a row", async () => {
    await fail(4);

    expect(await visit()).toBeUndefined();
    expect(met).toBe(5);
  });

  it("opens at the fifth and says when to come back", async () => {
    await fail(5);

    expect(await visit()).toHaveProperty("retryAfterMs", COOL_DOWN_MS);
    expect(met).toBe(5);
  });

  it("leaves other hosts alone", async () => {
    await fail(5);

    expect(await visit(undefined, "www.other.example")).toBeUndefined();
  });

  it("counts failures in a row only", async () => {
    await fail(4);
    await visit();
    await fail(4);

    expect(await visit()).toBeUndefined();
  });

  it("does not take a changed page for a host that is down", async () => {
    for (let i = 0; i < 6; i++) await visit(new PlaybookError("selector missing"));

    expect(met).toBe(6);
  });

  it("lets exactly one probe through after the cool-down", async () => {
    await fail(5);
    await clock.sleep(COOL_DOWN_MS);

    breaker.admit(HOST);

    expect(() => breaker.admit(HOST)).toThrow(TransientError);
  });

  it("closes when the probe comes through", async () => {
    await fail(5);
    await clock.sleep(COOL_DOWN_MS);

    await visit();

    expect(await visit()).toBeUndefined();
  });

  it("opens again when the probe fails", async () => {
    await fail(5);
    await clock.sleep(COOL_DOWN_MS);

    await fail(1);

    expect(await visit()).toBeInstanceOf(TransientError);
    expect(met).toBe(6);
  });
});
