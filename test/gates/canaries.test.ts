import { describe, expect, it } from "vitest";
import { isSeen, LEAKS } from "./canaries.gate.ts";
import { watch } from "./canary/watch.ts";

describe.skipIf(process.platform !== "linux")("the search around a program for what it lets slip", () => {
  it.each(LEAKS)("finds $channel", async (leak) => {
    expect(await isSeen(leak)).toBe(true);
  });

  it("finds nothing where nothing was let slip", async () => {
    const { code, hits, processes } = await watch({ args: ["-e", "setTimeout(() => {}, 300)"], values: ["7 Quillfeather Lane"] });

    expect({ code, hits }).toEqual({ code: 0, hits: [] });
    expect(processes).toBeGreaterThan(0);
  });
});
