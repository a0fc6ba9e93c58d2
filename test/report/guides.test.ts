import { describe, expect, it } from "vitest";
import { GUIDED, GUIDES, guideOf, readProof } from "../../src/report/guides.ts";

describe("a step away from any page", () => {
  it.each(GUIDED)("by %s tells what to do, what to leave away, what to say no to, and asks for one fact", (kind) => {
    const { steps, redact, refuse, proof } = GUIDES[kind];

    for (const lines of [steps, redact, refuse, [proof.question]]) expect(lines.length).toBeGreaterThan(0);
  });

  it("never asks for more than a person should give", () => {
    const asked = GUIDED.flatMap((kind) => [...GUIDES[kind].before, ...GUIDES[kind].steps]).join(" ").toLowerCase();

    expect(asked).not.toMatch(/social security|date of birth|your present|photo/);
    expect(JSON.stringify(GUIDES)).not.toContain("!");
  });

  it.each([
    [{ reason: "phone" }, GUIDES.phone],
    [{ reason: "by-hand", route: "post" as const }, GUIDES.post],
    [{ reason: "id" }, GUIDES.id],
    [{ reason: "captcha" }, undefined],
  ])("has its guide: %o", (task, guide) => {
    expect(guideOf(task)).toBe(guide);
  });
});

describe("the fact that proves it", () => {
  it.each([
    ["phone", "  REF\t4411 ", { fact: "REF 4411" }],
    ["phone", " ", { wrong: "it wants the one fact that shows it was done" }],
    ["phone", "x".repeat(81), { wrong: "a short one, at most 80 signs" }],
    ["post", "2026-11-20", { fact: "2026-11-20" }],
    ["post", "2026-02-30", { wrong: "a day, like 2026-11-22" }],
    ["id", "yesterday", { wrong: "a day, like 2026-11-22" }],
    ["id", "2026-13-40", { wrong: "a day, like 2026-11-22" }],
    ["post", "2026-11-23", { wrong: "that day has not come yet" }],
  ] as const)("of %s, %o, is read as %o", (kind, said, expected) => {
    expect(readProof(GUIDES[kind].proof, said, "2026-11-22")).toEqual(expected);
  });
});
