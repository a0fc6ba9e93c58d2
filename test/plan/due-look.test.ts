import { expect, it } from "vitest";
import { Pace } from "../../src/catalog/playbook.ts";
import type { Case } from "../../src/ledger/case.ts";
import { dueLook } from "../../src/plan/due-look.ts";
import { NOW, caseOf, daysAgo, request } from "./fixture.ts";

const PACE = Pace.parse({ confirmAfter: "3d", confirmAgainAfter: "7d", recheckEvery: "30d" });

/** Days from now until the look is due; negative when it is overdue. */
function dueIn(subject: Case): number | "never" {
  const at = dueLook(subject, PACE);
  return at === "never" ? at : (at.getTime() - Date.parse(NOW)) / 86_400_000;
}

it.each<[string, Case, number | "never"]>([
  ["asked yesterday", caseOf({ state: "submitted", request: request(1) }), 2],
  ["asked yesterday, seen still there after that", caseOf({ state: "submitted", request: request(2), lastLook: { at: daysAgo(1), result: "found" } }), 2],
  ["asked long ago, confirmed late by mail", caseOf({ state: "awaiting-removal", request: { ...request(9), steps: [...request(9).steps, ...request(1).steps] } }), 2],
  ["absent for the first time", caseOf({ state: "awaiting-removal", request: request(5), absentAt: [daysAgo(2)], lastLook: { at: daysAgo(2), result: "absent" } }), 5],
  ["absent for the first time, then a wall", caseOf({ state: "awaiting-removal", request: request(9), absentAt: [daysAgo(6)], lastLook: { at: daysAgo(1), result: "unclear", reason: "block-page" } }), 1],
  ["in doubt", caseOf({ state: "in-doubt", request: request(1, { outcome: "doubted" }) }), 2],
  ["covered by another request, and never looked at since", caseOf({ state: "covered", since: daysAgo(1), lastLook: { at: daysAgo(4), result: "found" } }), 2],
  ["still there after their time", caseOf({ state: "still-listed", lastLook: { at: daysAgo(6), result: "found" } }), 1],
  ["gone", caseOf({ state: "removed", lastLook: { at: daysAgo(29), result: "absent" } }), 1],
  ["never there", caseOf({ state: "not-listed", lastLook: { at: daysAgo(31), result: "absent" } }), -1],
  ["not understood", caseOf({ state: "inconclusive", lastLook: { at: daysAgo(1), result: "unclear", reason: "challenge" } }), 2],
  ["stopped", caseOf({ state: "stopped" }), "never"],
  ["left by choice", caseOf({ state: "left" }), "never"],
  ["nothing to look for", caseOf({ state: "unverifiable" }), "never"],
])("a listing %s is due in %s", (_, subject, days) => {
  expect(dueIn(subject)).toBe(days);
});

it("what was never looked at is due at once", () => {
  const never: Case = { broker: "acme", listing: "k1aaaaaa", state: "not-listed", since: NOW, cycle: 1, absentAt: [], isRejected: false, fields: [], evidence: [] };

  expect(dueLook(never, PACE)).toEqual(new Date(0));
});
