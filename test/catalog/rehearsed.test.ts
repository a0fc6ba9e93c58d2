import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";
import { readDescriptions } from "../sites/generator/description.ts";
import { FLOW_IDS } from "./flow-ids.ts";

const ROOT = join(import.meta.dirname, "../..");

it("no version counts as rehearsed but that of the file (node scripts/rehearsed.mjs rehearses them anew)", async () => {
  const { playbooks } = await loadCatalog({ dir: ROOT });
  const listed = Object.entries(await readRehearsals(ROOT));

  expect(listed.filter(([slug, { version }]) => playbooks.get(slug)?.playbook.version !== version)).toEqual([]);
});

it("nothing counts as rehearsed without a site to rehearse it on, or where that site is not known to the end", async () => {
  const endsOf = new Map(readDescriptions().map(({ slug, ends }) => [slug, ends.as]));
  const listed = Object.keys(await readRehearsals(ROOT));

  expect(listed.filter((slug) => !["looked", "asked", "person"].includes(endsOf.get(slug) ?? ""))).toEqual([]);
});

it("a site that was described from a published flow names one that is known", () => {
  const named = readDescriptions().flatMap(({ flow }) => flow ?? []);

  expect(named.filter((flow) => !FLOW_IDS.includes(flow))).toEqual([]);
});
