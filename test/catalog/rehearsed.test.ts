import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { knownFiles } from "../../src/catalog/known-files.ts";
import { loadCatalog, type Catalog } from "../../src/catalog/load.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";
import { readDescriptions } from "../sites/generator/description.ts";
import { FLOW_IDS } from "./flow-ids.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The pages of vendors' forms, one for all brokers that use them. */
const HOSTED = join(import.meta.dirname, "../sites/hosted");
let playbooks: Catalog["playbooks"];

beforeAll(async () => {
  ({ playbooks } = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT) }));
});

it("no version counts as rehearsed but that of the file (node scripts/rehearsed.mjs rehearses them anew)", async () => {
  const listed = Object.entries(await readRehearsals(ROOT));

  expect(listed.filter(([slug, { version }]) => playbooks.get(slug)?.playbook.version !== version)).toEqual([]);
});

it("nothing counts as rehearsed without a site to rehearse it on, or where that site is not known to the end", async () => {
  const endsOf = new Map([...readDescriptions(), ...readDescriptions(HOSTED)].map(({ slug, ends }) => [slug, ends.as]));
  const siteOf = (slug: string) => playbooks.get(slug)?.vendor?.vendor ?? slug;
  const listed = Object.keys(await readRehearsals(ROOT));

  expect(listed.filter((slug) => !["looked", "asked", "person"].includes(endsOf.get(siteOf(slug)) ?? ""))).toEqual([]);
});

it("a site that was described from a published flow names one that is known", () => {
  const named = readDescriptions().flatMap(({ flow }) => flow ?? []);

  expect(named.filter((flow) => !FLOW_IDS.includes(flow))).toEqual([]);
});
