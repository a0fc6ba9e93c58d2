import { describe, expect, it } from "vitest";
import { finderOf } from "../../src/cli/demo/canary.ts";

describe("the search for a person's values", () => {
  const holds = finderOf(["79843", "7 Quillfeather Lane"]);
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";

  it.each([
    ["a postcode", "zip: 79843"],
    ["a postcode in one word with others", "TX79843"],
    ["a postcode beside a hash", `${hash} 79843`],
    ["a street as hex among hashes", `${hash}${Buffer.from("7 Quillfeather Lane").toString("hex")}${hash}`],
  ])("finds %s", (_what, text) => {
    expect(holds(Buffer.from(text))).toBe(true);
  });

  it("does not take the digits of a hash for a postcode", () => {
    expect(holds(Buffer.from(`"prev":"${hash.slice(0, 12)}79843${hash}"`))).toBe(false);
  });
});
