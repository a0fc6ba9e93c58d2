import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { loadCatalog, type Catalog } from "../../src/catalog/load.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";
import { readDescriptions } from "../sites/generator/description.ts";
import { FLOW_IDS } from "./flow-ids.ts";

const ROOT = join(import.meta.dirname, "../..");
let playbooks: Catalog["playbooks"];

beforeAll(async () => {
  ({ playbooks } = await loadCatalog({ dir: ROOT }));
});

it("no version counts as rehearsed but that of the file (node scripts/rehearsed.mjs rehearses them anew)", async () => {
  const listed = Object.entries(await readRehearsals(ROOT));

  expect(listed.filter(([slug, { version }]) => playbooks.get(slug)?.playbook.version !== version)).toEqual([]);
});

it("nothing counts as rehearsed without a site to rehearse it on, or where that site is not known to the end", async () => {
  const endsOf = new Map(readDescriptions().map(({ slug, ends }) => [slug, ends.as]));
  const own = Object.keys(await readRehearsals(ROOT)).filter((slug) => playbooks.get(slug)?.vendor === undefined);

  expect(own.filter((slug) => !["looked", "asked", "person"].includes(endsOf.get(slug) ?? ""))).toEqual([]);
});

it("a site that was described from a published flow names one that is known", () => {
  const named = readDescriptions().flatMap(({ flow }) => flow ?? []);

  expect(named.filter((flow) => !FLOW_IDS.includes(flow))).toEqual([]);
});
