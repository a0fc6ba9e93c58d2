import { beforeEach, describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { TransientError } from "../../src/base/errors.ts";
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

  /** One visit that ends so: admitted or refused, then noted. */
  function visit(state: "up" | "down" = "up", host = HOST): unknown {
    try {
      breaker.admit(host);
    } catch (error) {
      return error;
    }
    met++;
    breaker.note(host, state);
    return undefined;
  }

  function fail(times: number): void {
    for (let i = 0; i < times; i++) visit("down");
  }

  it("stays closed for four failures in a row", () => {
    fail(4);

    expect(visit()).toBeUndefined();
    expect(met).toBe(5);
  });

  it("opens at the fifth and says when to come back", () => {
    fail(5);

    expect(visit()).toHaveProperty("retryAfterMs", COOL_DOWN_MS);
    expect(met).toBe(5);
  });

  it("leaves other hosts alone", () => {
    fail(5);

    expect(visit("up", "www.other.example")).toBeUndefined();
  });

  it("counts failures in a row only", async () => {
    fail(4);
    visit();
    fail(4);

    expect(visit()).toBeUndefined();
  });

  it("lets exactly one probe through after the cool-down", async () => {
    fail(5);
    await clock.sleep(COOL_DOWN_MS);

    breaker.admit(HOST);

    expect(() => breaker.admit(HOST)).toThrow(TransientError);
  });

  it("closes when the probe comes through", async () => {
    fail(5);
    await clock.sleep(COOL_DOWN_MS);

    visit();

    expect(visit()).toBeUndefined();
  });

  it("opens again when the probe fails", async () => {
    fail(5);
    await clock.sleep(COOL_DOWN_MS);

    fail(1);

    expect(visit()).toBeInstanceOf(TransientError);
    expect(met).toBe(6);
  });

  it("stays open for the next run, and forgets what a clock since set back had put off", () => {
    fail(5);
    const kept = breaker.export();

    const next = new HostBreaker({ clock, coolDownMs: COOL_DOWN_MS, kept });
    clock.set("2020-01-01T00:00:00Z");
    const back = new HostBreaker({ clock, coolDownMs: COOL_DOWN_MS, kept });
    clock.set("2020-01-01T00:01:00Z");

    expect(kept).toEqual({ [HOST]: { failures: 5, refusesUntilAt: "2026-08-07T12:01:00.000Z" } });
    expect(() => next.admit(HOST)).toThrow(TransientError);
    expect(() => back.admit(HOST)).not.toThrow();
  });
});
