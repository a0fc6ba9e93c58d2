import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RehearsedAttempt } from "../../src/authoring/rehearsal/rehearse.ts";
import { loadVendorPlaybook, type Catalog, type LoadedPlaybook } from "../../src/catalog/load.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";
import { openSnapshot } from "../../src/catalog/snapshot.ts";
import { sampleUse } from "../../src/catalog/vendor.ts";
import { strayRequests, toldBeyond } from "../../src/lab/truth-answers.ts";
import type { Truth } from "../../src/lab/truth.ts";
import { readDescription, type Description } from "../sites/generator/description.ts";
import { inLanes } from "./lanes.ts";
import { isToBeWritten, writeRehearsed } from "./rehearsed-file.ts";
import { rehearseOn } from "./rehearse-site.ts";
import { Stage } from "./stage.ts";

/** Each broker's form at a vendor, under its real host and path, on pages that are what the vendor's playbook takes for granted. */
const ROOT = join(import.meta.dirname, "../..");
const HOSTED = join(import.meta.dirname, "../sites/hosted");
const VENDORS = ["google-forms", "mineos", "onetrust", "privacypillar", "trustarc"] as const;
const LANES = 6;
/** Uses of one vendor's playbook differ by a host and a path, so two of each stand for all, save when the list of those that passed is written. */
const MOST_USES = isToBeWritten ? Infinity : 2;

/** Where a vendor's pages have a form that its playbook must not get through. */
const SPOILT = ["/captcha", "/country", "/unchosen"] as const;

let catalog: Catalog;
let truth: Truth;
/** By broker; of the spoilt forms by vendor and path. */
const ends = new Map<string, RehearsedAttempt["end"]>();

beforeAll(async () => {
  catalog = (await openSnapshot(ROOT, "bytes")) ?? missing("dist/catalog.json is not of these files: npm run build");
  await using stage = await Stage.open([...new Map(VENDORS.flatMap(pagesOf).map((pages) => [pages.host, pages])).values()]);
  const spoilt = VENDORS.flatMap((vendor) => SPOILT.map((path) => ({ name: `${vendor}${path}`, loaded: spoiltUse(vendor, path) })));
  const uses = VENDORS.flatMap(usesOf).map((loaded) => ({ name: loaded.playbook.broker, loaded }));
  await inLanes(LANES, [...spoilt, ...uses], async ({ name, loaded }) => void ends.set(name, await endOf(loaded, stage)));
  truth = stage.sites.truth();
}, 300_000);

describe.each(VENDORS)("%s", (vendor) => {
  it("asks the brokers that use it, each once, and nobody through a spoilt form", () => {
    const uses = usesOf(vendor).map(({ playbook }) => playbook);
    const hosts = uses.flatMap(({ hosts: { site } }) => site);

    expect(uses.filter(({ broker }) => !isAcknowledged(ends.get(broker))).map(({ broker }) => [broker, ends.get(broker)])).toEqual([]);
    expect(submissionsAt(hostsOf(vendor))).toEqual(new Map(hosts.map((host) => [host, hosts.filter((other) => other === host).length])));
  });

  it("tells them a name and a mail address, and nothing else", () => {
    const told = truth.received.filter(({ host }) => hostsOf(vendor).includes(host)).flatMap(({ fields }) => fields);

    expect(toldBeyond(["name", "contact.email"], [...new Set(told)])).toEqual([]);
    expect(strayRequests(truth)).toEqual([]);
  });

  it("names what else a form requires", () => {
    const end = ends.get(`${vendor}/country`);

    expect(end).toMatchObject({ kind: "human", reason: "new-field" });
    expect(end?.kind === "human" ? end.labels : []).toContain("Country of residence");
  });
});

it("those that passed stand in playbooks/rehearsed.json, and no other that uses a vendor's playbook (node scripts/rehearsed.mjs)", async () => {
  const uses = VENDORS.flatMap(usesOf);
  const passed = new Map(uses.filter(({ playbook }) => isAcknowledged(ends.get(playbook.broker))).map(({ playbook }) => [playbook.broker, playbook.version]));
  const isHere = (slug: string) => uses.some(({ playbook }) => playbook.broker === slug);
  if (isToBeWritten) await writeRehearsed(ROOT, passed, isHere);

  const listed = Object.entries(await readRehearsals(ROOT)).filter(([slug]) => isHere(slug));

  expect(new Map(listed.map(([slug, { version }]) => [slug, version]))).toEqual(passed);
});

describe.each(VENDORS.filter((vendor) => vendor !== "google-forms"))("%s, whose forms take every kind of request", (vendor) => {
  it("leaves a CAPTCHA to the person, before anything is typed", () => {
    const firstFill = catalog.playbooks.get(usesOf(vendor)[0]?.playbook.broker ?? "")?.playbook.optOut?.steps.findIndex((step) => "fill" in step) ?? 0;

    expect(ends.get(`${vendor}/captcha`)).toMatchObject({ kind: "human", reason: "captcha", step: `optOut.steps[${firstFill - 1}].if.then[0]` });
  });

  it("takes a form without a choice that speaks of deletion for another than it knows", () => {
    expect(ends.get(`${vendor}/unchosen`)).toMatchObject({ kind: "broken", code: "drift-control-missing" });
  });
});

function usesOf(vendor: string): LoadedPlaybook[] {
  return [...catalog.playbooks.values()].filter((loaded) => loaded.vendor?.vendor === vendor).slice(0, MOST_USES);
}

/** The vendor's playbook for a broker that is none, at this path of the vendor's own host. */
function spoiltUse(vendor: string, path: string): LoadedPlaybook {
  const found = catalog.vendors?.get(vendor) ?? missing(`no playbooks/vendor-${vendor}.yaml`);
  const use = sampleUse(found);
  return loadVendorPlaybook(found, { ...use, values: { ...use.values, path } });
}

function hostsOf(vendor: string): string[] {
  return [...new Set([readDescription(vendor, HOSTED).host, ...usesOf(vendor).flatMap(({ playbook }) => playbook.hosts.site)])];
}

/** The same pages on each host that a broker's form stands on, and on the vendor's own. */
function pagesOf(vendor: string): Description[] {
  return hostsOf(vendor).map((host) => ({ ...readDescription(vendor, HOSTED), host, slug: siteAt(host) }));
}

function siteAt(host: string): string {
  return host.replaceAll(".", "-");
}

async function endOf(loaded: LoadedPlaybook, stage: Stage): Promise<RehearsedAttempt["end"]> {
  const { attempts } = await rehearseOn(stage, { loaded });
  return attempts.at(-1)?.end ?? missing("nothing was attempted");
}

/** How many requests each host took in; none where there was none. */
function submissionsAt(hosts: readonly string[]): Map<string, number> {
  const counted = hosts.map((host) => [host, truth.submissions.filter(({ site }) => site === siteAt(host)).length] as const);
  return new Map(counted.filter(([, count]) => count > 0));
}

function isAcknowledged(end: RehearsedAttempt["end"] | undefined): boolean {
  return end?.kind === "acknowledged";
}

function missing(words: string): never {
  throw new Error(words);
}
