import { expect, it } from "vitest";
import { refusedLines } from "../../src/cli/refused-lines.ts";
import { heldGrant, NOW } from "../grant/fixture.ts";

const skip = (broker: string, why: string) => ({ broker, reason: "not-granted" as const, why });
const said = (skips: readonly ReturnType<typeof skip>[], ...grants: ReturnType<typeof heldGrant>[]): string[] => refusedLines("kclient", { plan: { tasks: [], skips }, authority: { as: "client", grants }, now: NOW });

it("says what is not done under a grant by its reason, how many brokers that is, and what to do", () => {
  const lines = said([skip("a", "too far"), skip("b", "too far"), skip("b", "too far"), skip("c", "too late")], heldGrant());

  expect(lines).toEqual(["Not done at 2 brokers: too far.", "Not done at 1 broker: too late.", "  unlist grant new kclient --terms FILE, once the client agrees to more", ""]);
});

it("warns thirty days before a grant ends, and says it when it has", () => {
  expect(said([], heldGrant({ endsOn: "2026-12-21" }))[0]).toBe("The grant ends on 2026-12-21, in 30 days.");
  expect(said([], heldGrant({ endsOn: "2026-12-22" }))).toEqual([]);
  expect(said([], heldGrant({ startsOn: "2025-11-25", endsOn: "2026-11-21" }))[0]).toBe("Nothing is done now: the client's grant ended on 2026-11-21.");
});

it("says nothing of who acts for themself", () => {
  expect(refusedLines("kself", { plan: { tasks: [], skips: [] }, authority: { as: "self" }, now: NOW })).toEqual([]);
});
