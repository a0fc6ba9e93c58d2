import fc from "fast-check";
import { expect, it } from "vitest";
import { personalValues } from "../../src/subject/profile.ts";
import { scrubber } from "../../src/subject/scrub.ts";
import { PROFILE } from "./fixture.ts";

const scrub = scrubber(PROFILE);

it.each([
  ["a value", "no element for Quill here", "no element for […] here"],
  ["each of its places", "Quill, Quill", "[…], […]"],
  ["any case", "fill(\"QUILL\") on jAnE", 'fill("[…]") on […]'],
  ["the longer value before the one inside it", "sent to Ann Roe", "sent to […]"],
  ["an alias with its tag", "jane.optout@alias.example", "[…]"],
  ["nothing else", "locator.fill: timeout 5000ms", "locator.fill: timeout 5000ms"],
])("takes out %s", (_, text, expected) => {
  expect(scrub(text)).toBe(expected);
});

it("leaves no value of the profile in any text, wherever it stands and whatever its case", () => {
  const value = fc.constantFrom(...personalValues(PROFILE)).chain((text) => fc.constantFrom(text, text.toUpperCase(), text.toLowerCase()));
  const texts = fc.tuple(fc.string({ unit: "grapheme" }), value, fc.string({ unit: "grapheme" })).map((parts) => parts.join(""));

  fc.assert(
    fc.property(texts, (text) => {
      const left = scrub(text).toLowerCase();
      expect(personalValues(PROFILE).filter((known) => left.includes(known.toLowerCase()))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
