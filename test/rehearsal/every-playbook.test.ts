import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { knownFiles } from "../../src/catalog/known-files.ts";
import { loadCatalog, type Catalog } from "../../src/catalog/load.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";
import { doubleSubmissions, strayRequests } from "../../src/lab/truth-answers.ts";
import type { Truth } from "../../src/lab/truth.ts";
import { readDescriptions } from "../sites/generator/description.ts";
import { complaintsOf } from "./complaints.ts";
import { inLanes } from "./lanes.ts";
import { isToBeWritten, writeRehearsed } from "./rehearsed-file.ts";
import { isWallTried, rehearseSite, type Seen } from "./rehearse-site.ts";
import { Stage } from "./stage.ts";

/** Every playbook under its real host names, withdrawn ones too, on pages that are described apart from it. */
const ROOT = join(import.meta.dirname, "../..");
const LANES = 6;
/** Some of them, for whoever writes one: `UNLIST_REHEARSE=spokeo,kwold`. */
const some = process.env["UNLIST_REHEARSE"]?.split(",");
const descriptions = readDescriptions().filter(({ slug }) => some?.includes(slug) ?? true);
const seen = new Map<string, Seen>();
let catalog: Catalog;
let truth: Truth;

beforeAll(async () => {
  catalog = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT) });
  await using stage = await Stage.open(descriptions);
  await inLanes(LANES, [...descriptions.entries()], async ([index, description]) => {
    const loaded = catalog.playbooks.get(description.slug);
    if (loaded) seen.set(description.slug, await rehearseSite(stage, description, { loaded, isWalled: isWallTried(index) }));
  });
  truth = stage.sites.truth();
}, 600_000);

describe("a rehearsal passes", () => {
  it.each(descriptions)("$slug: $ends.as, since $ends.why", ({ slug }) => {
    expect(complaintsAbout(slug)).toEqual([]);
  });
});

describe("all of them together", () => {
  it("send nothing twice, and reach no other host", () => {
    expect(doubleSubmissions(truth)).toEqual([]);
    expect(strayRequests(truth)).toEqual([]);
  });

  it.skipIf(some)("are those of every playbook of a broker's own", () => {
    expect([...catalog.playbooks.keys()].filter((slug) => isOwn(slug) && !seen.has(slug))).toEqual([]);
  });

  it.skipIf(some)("stand in playbooks/rehearsed.json as they passed, and none else does (node scripts/rehearsed.mjs)", async () => {
    if (isToBeWritten) await writeRehearsed(ROOT, passed(), isOwn);

    const listed = Object.entries(await readRehearsals(ROOT)).filter(([slug]) => isOwn(slug));

    expect(new Map(listed.map(([slug, { version }]) => [slug, version]))).toEqual(passed());
  });
});

/** Not a vendor's playbook, which many brokers share. */
function isOwn(slug: string): boolean {
  return catalog.playbooks.get(slug)?.vendor === undefined;
}

function complaintsAbout(slug: string): readonly string[] {
  const rehearsed = seen.get(slug);
  return rehearsed ? complaintsOf(rehearsed, truth) : ["there is no playbook for this site"];
}

/** By version. One whose way is not known to its end is not vouched for. */
function passed(): Map<string, number> {
  const passing = [...seen.values()].filter(({ description: { slug, ends } }) => ends.as !== "waits" && complaintsAbout(slug).length === 0);
  return new Map(passing.map(({ description: { slug }, loaded }) => [slug, loaded.playbook.version] as const));
}
