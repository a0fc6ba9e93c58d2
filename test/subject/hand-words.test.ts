import { expect, it } from "vitest";
import { handWords } from "../../src/subject/hand-words.ts";
import { Profile } from "../../src/subject/profile.ts";

const PROFILE = Profile.parse({ names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }], contact: { email: "jane@alias.example" } });

it("cites in a request by hand what the client signed, and nothing where a person asks for themself", () => {
  const authority = { manner: "as-agent", document: { id: "LOA-g1", sha256: "ab12" } } as const;

  expect(handWords(PROFILE, "acme", authority).join("\n")).toMatch(/authorized agent[^]*document LOA-g1[^]*SHA-256 ab12/);
  expect(handWords(PROFILE, "acme").join("\n")).not.toMatch(/agent|document/);
});
