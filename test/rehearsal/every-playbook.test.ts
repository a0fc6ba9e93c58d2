import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadCatalog, type Catalog } from "../../src/catalog/load.ts";
import type { Truth } from "../../src/lab/truth.ts";
import { readDescriptions } from "../sites/generator/description.ts";
import { complaintsOf } from "./complaints.ts";
import { inLanes } from "./lanes.ts";
import { rehearseSite, type Seen } from "./rehearse-site.ts";
import { Stage } from "./stage.ts";

/** Every playbook under its real host names, withdrawn ones too, against pages that are described apart from it. */
const ROOT = join(import.meta.dirname, "../..");
const LANES = 6;
const only = process.env["UNLIST_REHEARSE_ONLY"]?.split(",");
const descriptions = readDescriptions().filter(({ slug }) => only?.includes(slug) ?? true);
const seen = new Map<string, Seen>();
let catalog: Catalog;
let truth: Truth;

beforeAll(async () => {
  catalog = await loadCatalog({ dir: ROOT });
  await using stage = await Stage.open(descriptions);
  await inLanes(LANES, descriptions, async (description) => {
    const loaded = catalog.playbooks.get(description.slug);
    if (loaded) seen.set(description.slug, await rehearseSite(stage, description, loaded));
  });
  truth = stage.sites.truth();
}, 300_000);

describe("a playbook's rehearsal", () => {
  it.each(descriptions)("$slug: $ends.as, since $ends.why", ({ slug }) => {
    const rehearsed = seen.get(slug);

    expect(rehearsed && complaintsOf(rehearsed, truth)).toEqual([]);
  });
});
