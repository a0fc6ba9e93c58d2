import { describe, expect, it } from "vitest";
import { isForHandOff } from "../../src/plan/hand-off.ts";
import { PLAYBOOK } from "../catalog/fixture.ts";
import { catalogOf, caseOf, planned } from "./fixture.ts";

const withStep = (step: string): string => PLAYBOOK.replace("    - submit:", `    - ${step}\n    - submit:`);
const stepId = (text: string): string => `optOut.steps[${(text.split("optOut:\n")[1] ?? "").split("\n").filter((line) => line.startsWith("    - ")).findIndex((line) => line.includes("human"))}]`;

describe("a step is for the page", () => {
  it.each([
    ["captcha", "human: { captcha: '#c' }", true],
    ["sms", "human: { sms: 'the code', fill: '#code' }", true],
    ["sms", "human: { sms: 'the code' }", false],
    ["disclosure", "human: { field: phone, at: '#p', say: 'a phone' }", true],
    ["account", "human: { account: 'open one' }", false],
    ["in-doubt", "human: { captcha: '#c' }", false],
  ] as const)("for %s at %s: %s", (humanReason, step, expected) => {
    const text = withStep(step);
    const held = caseOf({ state: "needs-human", humanReason, humanStep: stepId(text) });

    expect(isForHandOff(held, catalogOf({ playbooks: { acme: text } }))).toBe(expected);
  });

  it("not when the playbook has another step there by now", () => {
    expect(isForHandOff(caseOf({ state: "needs-human", humanReason: "captcha", humanStep: "optOut.steps[0]" }), catalogOf({}))).toBe(false);
  });
});

it("a case that is in hand is due again, and no other", () => {
  const cases = ["k1aaaaaa", "k2aaaaaa"].map((listing) => caseOf({ listing, state: "needs-human", humanReason: "captcha", humanStep: "optOut.steps[1]" }));

  expect(planned(cases, { inHand: new Set(["acme/k1aaaaaa"]) }).filter((line) => line.includes("submit"))).toHaveLength(1);
  expect(planned(cases).filter((line) => line.includes("submit"))).toEqual([]);
});
