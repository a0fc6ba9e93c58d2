import { describe, expect, it } from "vitest";
import type { Case } from "../../src/ledger/case.ts";
import type { PlanInput } from "../../src/plan/plan.ts";
import { BROKER, PLAYBOOK, broker } from "../catalog/fixture.ts";
import { DIRECT_FORM, ONE_FOR_ALL, ONLY_LOOKS, PASTED_ADDRESS, caseOf, catalogOf, daysAgo, planned, request, type World } from "./fixture.ts";

const MAIL = "contact: { email: privacy@child.example }\n";
const CHILD = `${broker("child", "parent, basis: assumed")}parent: acme\nfamily: acme\n`.replace("routes: [", "routes: [{ kind: mail, basis: documented, reason: it says so }, ") + MAIL;
const asChild = (playbook: string) => playbook.replaceAll("acme", "child");
const childCase = (differently: Partial<Case> = {}) => caseOf({ broker: "child", listing: "k3cccccc", lastLook: { at: daysAgo(1), result: "found" }, ...differently });

/** What is planned for the child alone, beside the next look, which is not due. */
function forChild(cases: readonly Case[], { parent = PLAYBOOK, child = ONLY_LOOKS, coverage = "disputed", ...input }: Partial<PlanInput> & { parent?: string; child?: string; coverage?: string } = {}): string[] {
  const world: World = { brokers: { acme: `${BROKER}family: acme\n`, child: `${CHILD}coverage: ${coverage}\n` }, playbooks: { acme: parent, child: asChild(child) } };
  return planned(cases, { world, ...input }).filter((word) => /child/.test(word) && !word.includes("not-due"));
}

describe("a child whose playbook only looks", () => {
  it.each<[string, readonly Case[]]>([
    ["nobody has looked at the parent yet", []],
    ["the parent's listing is about to be asked for", [caseOf()]],
    ["the parent's form waits for a person", [caseOf({ state: "needs-human", humanReason: "captcha" })]],
    ["the parent was asked", [caseOf({ state: "submitted", request: request(1) })]],
  ])("waits for its parent while %s", (_, parents) => {
    expect(forChild([...parents, childCase()])).toEqual(["skip child: covered"]);
  });

  it.each<[string, readonly Case[]]>([
    ["shows no listing that could be asked for", [caseOf({ state: "not-listed" })]],
    ["refused", [caseOf({ state: "denied" })]],
    ["was asked and is done with", [caseOf({ state: "removed", request: request(60) })]],
    ["can't be read", [caseOf({ listing: "-", state: "inconclusive" })]],
  ])("goes its own way when the parent %s", (_, parents) => {
    expect(forChild([...parents, childCase()])).toEqual(["skip child: by-mail"]);
  });

  it.each(["disputed", "agreed"])("goes its own way when it outlived the parent's opt-out, though sources call that %s", (coverage) => {
    const cases = [caseOf({ state: "awaiting-removal", request: request(30) }), childCase({ state: "still-listed", coveredBy: "acme/k1aaaaaa/opt-out/1" })];

    expect(forChild(cases, { coverage })).toEqual(["skip child: by-mail"]);
  });

  it("has no hope of a parent whose playbook may not ask", () => {
    const { brokers, playbooks } = catalogOf({ brokers: { acme: BROKER, child: `${CHILD}coverage: disputed\n` }, playbooks: { acme: PLAYBOOK, child: asChild(ONLY_LOOKS) } });
    const catalog = { brokers, playbooks: new Map([...playbooks].map(([slug, loaded]) => [slug, { ...loaded, isBundled: false }])) };

    expect(planned([childCase()], { catalog })).toContain("skip child: by-mail");
  });

  it("is not told its way again once the person went it", () => {
    const byHand = childCase({ state: "awaiting-removal", request: { ...request(1, { step: "by-hand.mail" }), id: "child/k3cccccc/opt-out/1" } });

    expect(forChild([byHand])).toEqual([]);
  });
});

describe("a child that can be asked itself", () => {
  it("gets its own request when it outlived the parent's opt-out", () => {
    const cases = [caseOf({ listing: "-", state: "submitted", request: request(30) }), childCase({ state: "still-listed" })];

    expect(forChild(cases, { parent: ONE_FOR_ALL, child: PLAYBOOK })).toEqual(["submit child/k3cccccc"]);
  });

  it("gets no second one", () => {
    expect(forChild([childCase({ state: "still-listed", request: request(30) })], { child: PLAYBOOK })).toEqual([]);
  });

  it("does not have its parent asked again", () => {
    const world: World = { brokers: { acme: BROKER, child: `${CHILD}coverage: disputed\n` }, playbooks: { acme: ONE_FOR_ALL, child: asChild(PLAYBOOK) } };
    const cases = [caseOf({ state: "removed", request: request(60) }), childCase({ state: "still-listed" })];

    expect(planned(cases, { world }).filter((word) => word.startsWith("submit"))).toEqual(["submit child/k3cccccc"]);
  });
});

describe("a form without a listing", () => {
  const drop = `${BROKER.replace("routes: [", "routes: [{ kind: drop, basis: documented, reason: registered }, ")}registries: [{ in: california }]\n`;
  const living = (residence: string): Partial<PlanInput> => ({ subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set(), residence } });

  it("is not sent where one DROP request reaches the broker", () => {
    const world: World = { brokers: { acme: drop }, playbooks: { acme: DIRECT_FORM } };

    expect(planned([], { world, ...living("us-ca") })).toEqual(["skip acme: by-drop"]);
    expect(planned([], { world, ...living("us-tx") })).toEqual(["submit acme/-"]);
  });

  it("is not opened before the person has approved that it learns their name", () => {
    const naming = DIRECT_FORM.replace("optOut: [contact.email]", "optOut: [name, contact.email]");
    const approving = (...approved: string[]) => ({ subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set(approved) }, world: { playbooks: { acme: naming } } });

    expect(planned([], approving())).toEqual(["skip acme: needs-approval"]);
    expect(planned([], approving("acme"))).toEqual(["submit acme/-"]);
    expect(planned([], approving("category:people-search"))).toEqual(["submit acme/-"]);
  });

  it("is not sent to who does not deal in people of there", () => {
    expect(planned([], { world: { brokers: { acme: `${BROKER}regions: [eu]\n` }, playbooks: { acme: DIRECT_FORM } }, ...living("us-tx") })).toEqual(["skip acme: elsewhere"]);
  });

  it("leaves the person their own way when its page is not the one that is known", () => {
    const brokers = { acme: BROKER.replace("routes: [", "routes: [{ kind: portal, basis: documented, reason: it has a page, at: https://acme.example/x }, ") };

    expect(planned([caseOf({ listing: "-", state: "broken", since: "2027-02-28T12:00:00.000Z" })], { world: { brokers, playbooks: { acme: DIRECT_FORM } } })).toEqual(["skip acme: by-hand"]);
  });

  it("waits for the person to name a listing, where it wants the address of one", () => {
    const world: World = { playbooks: { acme: PASTED_ADDRESS } };

    expect(planned([], { world })).toEqual(["skip acme: needs-listing"]);
    expect(planned([caseOf()], { world })).toEqual(["submit acme/k1aaaaaa"]);
  });
});
