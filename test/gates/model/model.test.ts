import { describe, expect, it } from "vitest";
import { counterexample } from "./property.ts";

describe("whatever happens in whatever order", () => {
  it("keeps every promise", { timeout: 120_000 }, async () => {
    expect(await counterexample({ seed: 20_261_122, sequences: 25 })).toBeUndefined();
  });
});
