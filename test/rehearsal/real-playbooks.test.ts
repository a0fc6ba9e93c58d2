import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownFiles } from "../../src/catalog/known-files.ts";
import { loadCatalog, type Catalog } from "../../src/catalog/load.ts";
import { doubleSubmissions, fieldsPerHost, repeatedClicks, strayRequests, submissionsAt } from "../../src/lab/truth-answers.ts";
import type { Truth } from "../../src/lab/truth.ts";
import type { Ended } from "../cli/run-cli.ts";
import { realSites } from "../sites/index.ts";
import { Rehearsal, type BrokerStatus } from "./rehearse.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The real playbooks, run under their real host names against pages of the structure that their selectors speak of. */
let rehearsal: Rehearsal;
let catalog: Catalog;
let runs: readonly Ended[];
let truth: Truth;
let afterFirstDay: ReadonlyMap<string, BrokerStatus>;
let atTheEnd: ReadonlyMap<string, BrokerStatus>;

beforeAll(async () => {
  catalog = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT) });
  rehearsal = await Rehearsal.open();
  const firstDay = await rehearsal.runDays(0);
  afterFirstDay = await rehearsal.status();
  runs = [...firstDay, ...(await rehearsal.runDays(3, 10))];
  atTheEnd = await rehearsal.status();
  truth = rehearsal.sites.truth();
}, 240_000);

afterAll(() => rehearsal[Symbol.asyncDispose]());

describe.each(realSites)("$slug", ({ slug, host, expected }) => {
  it(`ends as ${expected.state}: ${expected.why}`, () => {
    expect(atTheEnd.get(slug)?.state, explained()).toBe(expected.state);
    expect(submissionsAt(truth, slug)).toBe(expected.submissions);
  });

  it("is asked for the person's own listing and not for her namesake's", () => {
    const [, own] = realSites.find((site) => site.slug === slug)?.people ?? [];

    expect(atTheEnd.get(slug)?.listings).toHaveLength(1);
    expect(truth.submissions.filter((one) => one.site === slug && one.listing !== "-").map(({ listing }) => listing)).toEqual(expected.state === "removed" ? Array(expected.submissions).fill(own?.id) : []);
  });

  it("is told the fields that its playbook declares, and nothing else", () => {
    const discloses = catalog.playbooks.get(slug)?.playbook.discloses;
    const told = (kind: "page" | "post") => new Set(truth.received.filter((one) => one.host === host && one.kind === kind).flatMap(({ fields }) => fields));

    expect(told("page").size).toBeGreaterThan(0);
    expect(undeclared(told("page"), [...(discloses?.scan ?? []), ...(discloses?.optOut ?? [])])).toEqual([]);
    expect(undeclared(told("post"), discloses?.optOut ?? [])).toEqual([]);
  });
});

describe("peoplefinders stops at its second form", () => {
  it("with every field named that it would want", () => {
    const [listing] = atTheEnd.get("peoplefinders")?.listings ?? [];

    expect(listing).toMatchObject({ state: "needs-human", reason: "disclosure" });
    expect(listing?.fields).toEqual(expect.arrayContaining(["phone", "dateOfBirth", "address.street"]));
  });

  it("and nothing is posted there, though its link was opened once", () => {
    const routes = truth.received.filter(({ host }) => host === "www.peoplefinders.com").map(({ route }) => route);

    expect(routes.filter((route) => route === "GET /opt-out/record")).toHaveLength(1);
    expect(routes).not.toContain("POST /opt-out/record");
  });
});

describe("between the first day and the last", () => {
  it("nothing counts as gone while its listing has only been asked for", () => {
    const states = realSites.map(({ slug }) => [slug, afterFirstDay.get(slug)?.state]);

    expect(Object.fromEntries(states)).toEqual({ peoplefinders: "needs-human", propertyrecord: "submitted", spokeo: "awaiting-removal", veripages: "awaiting-removal" });
  });

  it("no request is sent twice, no link opened twice, and no other host seen", () => {
    expect(doubleSubmissions(truth)).toEqual([]);
    expect(repeatedClicks(truth)).toEqual([]);
    expect(strayRequests(truth)).toEqual([]);
    expect(Object.keys(fieldsPerHost(truth)).sort()).toEqual(realSites.map(({ host }) => host).sort());
  });

  it("each run says that a person is needed, and none shows what a listing says", () => {
    expect(runs.map(({ code }) => code)).toEqual([3, 3, 3]);
    for (const word of ["Odalys", "Brightwater", "Ostrander", "Marfa", "Alpine", "Thaddeus", "Corwin", "Duluth"]) expect(runs.map(({ stdout, stderr }) => stdout + stderr).join("")).not.toContain(word);
  });
});

/** What the lab's spotter saw that no field of the list allows. */
function undeclared(told: ReadonlySet<string>, declared: readonly string[]): string[] {
  return [...told].filter((field) => !declared.includes(field));
}

function explained(): string {
  return runs.map(({ stdout, stderr }) => stdout + stderr).join("\n");
}
