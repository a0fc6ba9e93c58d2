import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SEAL_OVERHEAD, SealBrokenError, open, openText, seal, sealText } from "../../src/vault/seal.ts";

const key = randomBytes(32);

describe("a sealed value", () => {
  it("opens with its key in its place", () => {
    expect(open(key, seal(key, "12 Elm St", "profile"), "profile").toString()).toBe("12 Elm St");
    expect(openText(key, sealText(key, "Zoë", "listing"), "listing")).toBe("Zoë");
  });

  it("never comes out twice the same, and is longer by a fixed length", () => {
    const [a, b] = [seal(key, "same", "place"), seal(key, "same", "place")];

    expect(a.equals(b)).toBe(false);
    expect(a.length).toBe(4 + SEAL_OVERHEAD);
  });

  it("does not open with another key or in another place", () => {
    const sealed = seal(key, "12 Elm St", "profile");

    expect(() => open(randomBytes(32), sealed, "profile")).toThrow(SealBrokenError);
    expect(() => open(key, sealed, "mailbox")).toThrow(SealBrokenError);
  });

  it("does not open with any one bit changed, or cut anywhere", () => {
    const sealed = seal(key, "12 Elm St", "profile");

    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => open(key, changed, "profile"), `bit ${bit}`).toThrow(SealBrokenError);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open(key, sealed.subarray(0, length), "profile"), `length ${length}`).toThrow(SealBrokenError);
    }
  });
});
