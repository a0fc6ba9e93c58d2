import { describe, expect, it } from "vitest";
import { createOutput } from "../../src/cli/output.ts";
import { planLines } from "../../src/cli/plan-lines.ts";
import { plan, type PlanInput } from "../../src/plan/plan.ts";
import { forecast } from "../../src/report/forecast.ts";
import { handGroups } from "../../src/report/hand-work.ts";
import { planPage } from "../../src/report/plan-page.ts";
import { parseStrict } from "../../src/base/strict-yaml.ts";
import { Broker } from "../../src/catalog/broker.ts";
import { BROKER, PLAYBOOK, broker } from "../catalog/fixture.ts";
import { caseOf, catalogOf, DIRECT_FORM, NOW } from "../plan/fixture.ts";

const MANY = Array.from({ length: 30 }, (_, i) => `broker-${String(i).padStart(2, "0")}`);

/** Thirty brokers that look alike, one whose form wants a telephone number as well, and one that would learn the name. */
function world(playbooks: Record<string, string>): PlanInput {
  const ofSlug = (slug: string, text: string) => text.replaceAll("acme", slug);
  const brokers = Object.fromEntries(Object.keys(playbooks).map((slug) => [slug, slug === "acme" ? BROKER : broker(slug)]));
  const catalog = catalogOf({ brokers, playbooks: Object.fromEntries(Object.entries(playbooks).map(([slug, text]) => [slug, ofSlug(slug, text)])) });
  return { catalog, cases: [], now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() }, selection: {}, approvedPlaybooks: new Set() };
}

function pageOf(input: PlanInput) {
  const view = { catalog: input.catalog, cases: input.cases, plan: plan(input) };
  const brokers = forecast(view);
  return { page: planPage({ ...view, brokers }), brokers, withoutPlaybook: handGroups(view) };
}

const out = createOutput({ isJson: false, isQuiet: false, mayColour: false }, process);
const WANTS_PHONE = PLAYBOOK.replace("optOut: [contact.email, listing.url]", "optOut: [contact.email, listing.url, phone]");
const WANTS_NAME = DIRECT_FORM.replace("optOut: [contact.email", "optOut: [name, contact.email");

describe("the plan of many brokers", () => {
  const seen = pageOf(world({ ...Object.fromEntries(MANY.map((slug) => [slug, PLAYBOOK])), phoned: WANTS_PHONE, named: WANTS_NAME }));

  it("says once what is true of many, and names each of them", () => {
    const { now, toAsk, approvals, days } = seen.page;

    expect(now).toEqual([{ what: "look", fields: ["name"], yours: [], brokers: [...MANY, "phoned"] }]);
    expect(toAsk.map(({ fields, yours, brokers }) => [fields, yours, brokers.length])).toEqual([[["contact.email", "listing.url"], [], 30], [["contact.email", "listing.url"], ["phone"], 1]]);
    expect(approvals).toMatchObject([{ what: "category:people-search", fields: ["name"], brokers: ["named"] }]);
    expect(days).toEqual({ least: 14, most: 14 });
  });

  it("fits eighty columns and a page, and says what sites see of the machine, or of the proxy before it", () => {
    const [bare, behind] = [undefined, "socks5://127.0.0.1:9050"].map((upstream) => planLines(out, { subject: "abc", ...seen, upstream }));

    expect(Math.max(...(bare ?? []).map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(bare?.length).toBeLessThan(40);
    expect(bare?.join(" ")).toContain("this machine's IP address");
    expect(bare?.join("\n")).toContain("unlist plan --approve category:people-search (1)\n    named");
    expect(behind?.join(" ")).toContain("the IP address of your proxy, socks5://127.0.0.1:9050");
  });

  it("tells a few of them one by one, with their hosts and the reason", () => {
    const lines = planLines(out, { subject: "abc", ...pageOf(world({ acme: PLAYBOOK })), upstream: undefined });

    expect(lines.join("\n")).toContain("  acme: look (never looked there)\n    sends name to www.acme.example\n    asking sends contact.email, listing.url\n");
  });

  it("says what is not done at all, once for all of whom it is true, and what to do instead", () => {
    const input = world({ acme: PLAYBOOK, gone: PLAYBOOK.replace("asOf:", "withdrawnOn: 2026-01-01\nasOf:") });
    const none = (slug: string, more = "") => parseStrict({ file: `brokers/${slug}.yaml`, text: `name: ${slug}\ndomains: [${slug}.example]\ncategory: marketing\nasOf: 2026-08-07\n${more}routes: [{ kind: none, basis: none, reason: no source names any way }]\n` }, Broker);
    const brokers = new Map([...input.catalog.brokers, ["dark", none("dark")], ["dim", none("dim")], ["child", none("child", "parent: acme\ncoverage: disputed\n")]]);
    const cases = [caseOf({ state: "denied", deniedReason: "no_match" })];

    const { page, brokers: rows, withoutPlaybook } = pageOf({ ...input, cases, catalog: { ...input.catalog, brokers } });

    expect(page.cannot.map(({ why, brokers: of }) => [why, of])).toEqual([
      ["no source names any way", ["dark", "dim"]],
      ["its playbook was given up on 2026-01-01", ["gone"]],
      ["no source names any way", ["child"]],
      ["they refused: no_match", ["acme"]],
    ]);
    const text = planLines(out, { subject: "abc", page, brokers: rows, withoutPlaybook, upstream: undefined }).join("\n");
    expect(text).toContain("Not done here, and what to do instead\n  no source names any way (2)\n    dark, dim\n    instead: write to any address on their site");
    expect(text).toContain("instead: ask acme first, look there yourself after it");
    expect(text).not.toContain("brokers list --route none");
  });
});
