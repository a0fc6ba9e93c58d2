import { expect } from "vitest";

/** A text that matches, for the inside of `toMatchObject`. */
export function saying(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
