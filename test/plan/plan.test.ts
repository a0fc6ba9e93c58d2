import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../src/plan/plan.ts";
import { plan } from "../../src/plan/plan.ts";
import type { Case } from "../../src/ledger/case.ts";
import { BROKER, PLAYBOOK, broker } from "../catalog/fixture.ts";
import { DIRECT_FORM, NOW, ONE_FOR_ALL, catalogOf, caseOf, daysAgo, planned, request, type World } from "./fixture.ts";

const ROW = "k1aaaaaa";
const other = (state: Case["state"], differently: Partial<Case> = {}) => caseOf({ listing: "k2bbbbbb", state, ...differently });

describe("each state leads to its next step", () => {
  it.each<[string, readonly Case[], readonly string[]]>([
    ["nothing known", [], ["scan acme/-"]],
    ["a look that failed, long ago", [caseOf({ listing: "-", state: "broken", since: daysAgo(5), lastLook: { at: daysAgo(5), result: "unclear", reason: "drift" } })], ["scan acme/-"]],
    ["planned", [caseOf()], [`submit acme/${ROW}`, "skip acme: not-due"]],
    ["two planned", [caseOf(), other("planned")], [`submit acme/${ROW}`, "submit acme/k2bbbbbb", "skip acme: not-due"]],
    ["came back", [caseOf({ state: "reappeared", cycle: 2 })], [`submit acme/${ROW}`, "skip acme: not-due"]],
    ["planned, put off until tomorrow", [caseOf({ notBefore: daysAgo(-1) })], ["skip acme: not-due", "skip acme: deferred"]],
    ["planned, put off until an hour ago", [caseOf({ notBefore: daysAgo(0.04) })], [`submit acme/${ROW}`, "skip acme: not-due"]],
    ["unsure", [caseOf({ state: "review" })], ["skip acme: not-due", "skip acme: needs-review"]],
    ["a person's step", [caseOf({ state: "needs-human", humanReason: "captcha" })], ["skip acme: not-due", "skip acme: needs-human"]],
    ["broken yesterday", [caseOf({ state: "broken", since: daysAgo(1), lastLook: { at: daysAgo(1), result: "found" } })], ["skip acme: not-due"]],
    ["broken four days ago", [caseOf({ state: "broken", since: daysAgo(4), lastLook: { at: daysAgo(1), result: "found" } })], [`submit acme/${ROW}`, "skip acme: not-due"]],
    ["asked yesterday", [caseOf({ state: "submitted", request: request(1) })], ["skip acme: not-due"]],
    ["asked four days ago", [caseOf({ state: "submitted", request: request(4) })], ["scan acme/-"]],
    ["their mail is waited for", [caseOf({ state: "awaiting-confirmation", request: request(1) })], [`confirm acme/${ROW}`, "skip acme: not-due"]],
    ["their mail was not there an hour ago", [caseOf({ state: "awaiting-confirmation", request: request(1), notBefore: daysAgo(-1) })], ["skip acme: waiting-for-mail", "skip acme: not-due", "skip acme: deferred"]],
    ["perhaps asked", [caseOf({ state: "in-doubt", request: request(1, { outcome: "doubted" }) })], [`confirm acme/${ROW}`, "skip acme: not-due"]],
    ["perhaps asked, proven not", [caseOf({ state: "planned", request: request(1, { outcome: "not-sent" }) })], [`submit acme/${ROW}`, "skip acme: not-due"]],
    ["gone", [caseOf({ state: "removed" })], ["skip acme: not-due"]],
    ["gone, last seen to be so a month ago", [caseOf({ state: "removed", lastLook: { at: daysAgo(31), result: "absent" } })], ["scan acme/-"]],
    ["stopped", [caseOf({ state: "stopped" })], ["skip acme: settled"]],
  ])("%s", (_, cases, expected) => {
    expect(planned(cases)).toEqual(expected);
  });
});

describe("nothing is asked twice", () => {
  it.each<[string, Case]>([
    ["while the first may have been sent", caseOf({ state: "planned", request: request(1, { outcome: "open" }) })],
    ["though the page broke after the first form", caseOf({ state: "broken", since: daysAgo(9), request: request(9) })],
    ["though a person is needed after the first form", caseOf({ state: "needs-human", humanReason: "mailbox", request: request(1) })],
  ])("%s", (_, subject) => {
    expect(planned([subject]).filter((word) => word.startsWith("submit"))).toEqual([]);
  });

  it("nor is a link opened again that may have been", () => {
    const steps = [...request(2).steps, ...request(1, { step: "confirm.steps[0]", outcome: "doubted" }).steps];

    expect(planned([caseOf({ state: "in-doubt", request: { ...request(2), steps } })])).toEqual(["skip acme: not-due"]);
  });

  it("where one request stands for all, a listing that turns up later is not asked for by itself", () => {
    const world = { playbooks: { acme: ONE_FOR_ALL } };

    expect(planned([caseOf(), other("planned")], { world })).toEqual(["submit acme/-", "skip acme: not-due"]);
    expect(planned([caseOf({ state: "submitted", request: request(1) }), other("planned")], { world })).toEqual(["skip acme: not-due"]);
    expect(planned([caseOf({ state: "needs-human", humanReason: "no-mail", request: { ...request(9), until: daysAgo(1) } }), other("planned")], { world })).toEqual(["skip acme: not-due", "skip acme: needs-human"]);
  });
});

describe("what a person was asked for is there now", () => {
  const stuck = (humanReason: NonNullable<Case["humanReason"]>) => [caseOf({ state: "needs-human", humanReason })];
  const facts = (differently: Partial<PlanInput["subject"]>): Partial<PlanInput> => ({ subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set(), ...differently } });

  it.each<[string, readonly Case[], Partial<PlanInput>]>([
    ["an approval", stuck("approval"), facts({ approved: new Set(["acme"]) })],
    ["an approval of the category", stuck("approval"), facts({ approved: new Set(["category:people-search"]) })],
    ["a mailbox", stuck("mailbox"), facts({})],
    ["a grant", stuck("grant"), facts({})],
  ])("%s", (_, cases, input) => {
    expect(planned(cases, input)).toContain(`submit acme/${ROW}`);
  });

  it.each<[string, readonly Case[], Partial<PlanInput>, string]>([
    ["a grant that is not there again", stuck("grant"), facts({ mayAct: false }), "needs-human"],
    ["an approval of another broker", stuck("approval"), facts({ approved: new Set(["other"]) }), "needs-human"],
    ["no alias yet", [caseOf()], facts({ hasAlias: false }), "needs-alias"],
    ["no mailbox yet", [caseOf()], facts({ hasMailbox: false }), "needs-mailbox"],
    ["no mailbox to read their mail in", [caseOf({ state: "awaiting-confirmation", request: request(1) })], facts({ hasMailbox: false }), "needs-mailbox"],
  ])("but %s", (_, cases, input, reason) => {
    const words = planned(cases, input);

    expect(words).toContain(`skip acme: ${reason}`);
    expect(words.filter((word) => /^(submit|confirm)/.test(word))).toEqual([]);
  });
});

describe("what was asked before a person was needed", () => {
  const late = (differently: Partial<Case> = {}) => [caseOf({ state: "needs-human", humanReason: "no-mail", request: { ...request(3), until: daysAgo(-11) }, ...differently })];

  it.each<[string, readonly Case[], readonly string[]]>([
    ["waits for its mail when the grant is there again", [caseOf({ state: "needs-human", humanReason: "grant", request: request(1) })], [`confirm acme/${ROW}`, "skip acme: not-due"]],
    ["is gone on with when the grant is there again", [caseOf({ state: "needs-human", humanReason: "grant", request: { ...request(1), isHalfAsked: true } })], ["skip acme: not-due", `submit acme/${ROW}`]],
    ["takes a mail that is late", late(), [`confirm acme/${ROW}`, "skip acme: not-due", "skip acme: needs-human"]],
    ["is the person's alone between two looks for it", late({ mailNotBefore: daysAgo(-1) }), ["skip acme: deferred", "skip acme: not-due", "skip acme: needs-human"]],
    ["and when their time is over", late({ request: { ...request(20), until: daysAgo(6) } }), ["skip acme: not-due", "skip acme: needs-human"]],
  ])("%s", (_, cases, expected) => {
    expect(planned(cases).sort()).toEqual([...expected].sort());
  });
});

describe("who may be asked at all", () => {
  const local = (): PlanInput["catalog"] => {
    const catalog = catalogOf({});
    return { ...catalog, playbooks: new Map([...catalog.playbooks].map(([slug, loaded]) => [slug, { ...loaded, isBundled: false }])) };
  };
  const mapped = (...hosts: string[]) => ({ rehearsal: { hosts: new Set(hosts) } });

  it("a playbook of one's own scans, and asks only once its exact text is approved", () => {
    const hash = local().playbooks.get("acme")?.hash ?? "";

    expect(planned([caseOf()], { catalog: local() })).toEqual(["skip acme: not-due", "skip acme: playbook-not-approved"]);
    expect(planned([], { catalog: local() })).toEqual(["scan acme/-"]);
    expect(planned([caseOf()], { catalog: local(), approvedPlaybooks: new Set(["0".repeat(64)]) })).toContain("skip acme: playbook-not-approved");
    expect(planned([caseOf()], { catalog: local(), approvedPlaybooks: new Set([hash]) })).toContain(`submit acme/${ROW}`);
  });

  it("a rehearsal runs it as it is, on the hosts of its map alone", () => {
    expect(planned([caseOf()], { catalog: local(), ...mapped("www.acme.example") })).toContain(`submit acme/${ROW}`);
    expect(planned([caseOf()], { catalog: local(), ...mapped("www.other.example") })).toEqual(["skip acme: not-mapped"]);
    expect(planned([caseOf()], { ...mapped() })).toEqual(["skip acme: not-mapped"]);
  });

  it("a rehearsal needs only one spelling of a host", () => {
    const world = { playbooks: { acme: PLAYBOOK.replace("[www.acme.example]", "[www.acme.example, acme.example]") } };

    expect(planned([], { world, ...mapped("www.acme.example") })).toEqual(["scan acme/-"]);
  });

  it.each([
    ["withdrawn", "health: withdrawn"],
    ["broken", "health: broken"],
    ["past its day", "expires: 2027-03-01"],
    ["given up by whoever wrote it down", "withdrawnOn: 2027-02-01"],
  ])("a playbook that is %s does nothing", (_, line) => {
    const world: World = { playbooks: { acme: `${PLAYBOOK}${line}\n` } };

    expect(planned([caseOf()], { world })).toEqual(["skip acme: playbook-out-of-date"]);
  });

  it.each([
    ["closed", "withdrawnOn: 2027-02-01"],
    ["marked so", "health: withdrawn"],
  ])("a broker that is %s is left alone", (_, line) => {
    expect(planned([caseOf()], { world: { brokers: { acme: `${BROKER}${line}\n` } } })).toEqual(["skip acme: withdrawn"]);
  });

  it.each([
    ["before it does", "parentFrom: 2027-03-02", "no-route"],
    ["while it does", "parentFrom: 2027-01-01\nparentUntil: 2027-03-02", "covered"],
    ["when it no longer does", "parentUntil: 2027-03-01", "no-route"],
  ])("a parent covers a broker %s: %s", (_, lines, reason) => {
    const world: World = { brokers: { root: BROKER.replace("acme.example", "root.example"), acme: `${BROKER.replace("kind: playbook", "kind: parent")}parent: root\n${lines}\n` }, playbooks: {} };

    expect(planned([], { world })).toContain(`skip acme: ${reason}`);
  });

  it("a playbook is good until its day", () => {
    expect(planned([], { world: { playbooks: { acme: `${PLAYBOOK}expires: 2027-03-02\n` } } })).toEqual(["scan acme/-"]);
  });

  it.each<[string, PlanInput["selection"], readonly string[]]>([
    ["not among those named", { only: ["other"] }, ["skip acme: not-selected"]],
    ["left out", { skip: ["acme"] }, ["skip acme: not-selected"]],
    ["for looking only", { kinds: ["scan"] }, ["skip acme: not-selected", "skip acme: not-due"]],
  ])("%s", (_, selection, expected) => {
    expect(planned([caseOf()], { selection }).sort()).toEqual([...expected].sort());
  });
});

describe("a new name or place to ask for", () => {
  const subject = { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set<string>() };

  it.each([
    ["is asked at once, though the next look would not be due yet", { name: daysAgo(1) }, ["scan acme/-"]],
    ["is asked once", { name: daysAgo(11) }, ["skip acme: not-due"]],
    ["changes nothing where another kind of search is made", { nameAndCity: daysAgo(1) }, ["skip acme: not-due"]],
  ])("%s", (_, asksAnew, expected) => {
    const looked = caseOf({ state: "removed", lastLook: { at: daysAgo(10), result: "absent" } });

    expect(planned([looked], { subject: { ...subject, asksAnew } })).toEqual(expected);
  });
});

describe("brokers without a playbook, and without a scan", () => {
  it("say by which way else they are asked", () => {
    const child = `${broker("child", "parent, basis: documented")}parent: acme\n`;
    const brokers = { acme: BROKER.replace("kind: playbook", "kind: mail"), child: `${child}coverage: agreed\n`, doubtful: `${child}coverage: disputed\n` };
    const { skips } = plan({ catalog: catalogOf({ brokers, playbooks: {} }), cases: [], now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() }, selection: {}, approvedPlaybooks: new Set() });

    expect(skips.map(({ broker, reason, why }) => [broker, reason, why])).toEqual([
      ["acme", "by-mail", "by mail: it has a form"],
      ["child", "covered", "asked for through acme"],
      ["doubtful", "no-route", "it has a form"],
    ]);
  });

  it.each<[string, readonly Case[], readonly string[]]>([
    ["are asked once, for nobody's listing", [], ["submit acme/-"]],
    ["and are asked no more while that stands", [caseOf({ listing: "-", state: "unverifiable", request: request(9) })], []],
    ["wait for the approval they need", [caseOf({ listing: "-", state: "needs-human", humanReason: "approval" })], ["skip acme: needs-human"]],
  ])("%s", (_, cases, expected) => {
    expect(planned(cases, { world: { playbooks: { acme: DIRECT_FORM } } })).toEqual(expected);
  });
});

it("a parent that asks for all takes the listings of its children along", () => {
  const world = { brokers: { acme: BROKER, child: `${BROKER.replace("acme.example", "child.example")}parent: acme\n` }, playbooks: { acme: ONE_FOR_ALL } };
  const { tasks } = plan({ catalog: catalogOf(world), cases: [caseOf(), caseOf({ broker: "child", listing: "k3cccccc" })], now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() }, selection: {}, approvedPlaybooks: new Set() });

  expect(tasks.map(({ kind, cases }) => [kind, cases])).toEqual([["submit", [`acme/${ROW}`, "child/k3cccccc"]]]);
});

it("reads mails first, then looks, then asks", () => {
  const cases = [caseOf({ lastLook: { at: daysAgo(31), result: "found" } }), other("awaiting-confirmation", { request: { ...request(5), id: "acme/k2bbbbbb/opt-out/1" } })];

  expect(planned(cases)).toEqual(["confirm acme/k2bbbbbb", "scan acme/-", `submit acme/${ROW}`]);
});

it("says for each task what goes to whom", () => {
  const { tasks } = plan({ catalog: catalogOf({}), cases: [caseOf()], now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() }, selection: {}, approvedPlaybooks: new Set() });

  expect(tasks).toMatchObject([{ kind: "submit", fields: ["contact.email", "listing.url"], hosts: ["www.acme.example"], lane: "acme", why: "the listing is theirs to take down" }]);
});
