import { describe, expect, it } from "vitest";
import { mutate } from "./ledger-damage.gate.ts";
import { race } from "./two-writers.gate.ts";

describe("a ledger that was changed behind its back", () => {
  it("shows it, whatever was done to it", async () => {
    expect((await mutate(300, 42)).undetected).toEqual([]);
  });

  it("would be seen to hide it if its projection vouched for what nobody had read", async () => {
    expect((await mutate(100, 42, true)).undetected.length).toBeGreaterThan(0);
  });
});

describe("two processes that write to one ledger", () => {
  it("keep every update that was acknowledged to either, taking turns by the lock", async () => {
    expect(await race(40)).toMatchObject({ acknowledged: 80, kept: 80, isWhole: true });
  });

  it("would be seen to lose some without the lock", async () => {
    const { acknowledged, kept, isWhole } = await race(60, true);

    expect(kept === acknowledged && isWhole).toBe(false);
  });
});
