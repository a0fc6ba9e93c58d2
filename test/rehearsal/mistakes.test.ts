import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../src/base/random.ts";
import { knownFiles } from "../../src/catalog/known-files.ts";
import { loadCatalog, type Catalog, type LoadedPlaybook } from "../../src/catalog/load.ts";
import { readDescriptions, type Description } from "../sites/generator/description.ts";
import { complaintsOf } from "./complaints.ts";
import { hurried } from "./hurried.ts";
import { inLanes } from "./lanes.ts";
import { IN_THE_ASKING, IN_THE_SCAN, shuffled, withMistake } from "./mutants.ts";
import { rehearseOn, rehearseSite } from "./rehearse-site.ts";
import { Stage } from "./stage.ts";

const ROOT = join(import.meta.dirname, "../..");
const NONE = "none";
/** Said with what failed; another one takes another sample. */
const SEED = Number(process.env["UNLIST_SEED"] ?? 5);
const descriptions = readDescriptions();
let catalog: Catalog;
let stage: Stage;

beforeAll(async () => {
  catalog = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT) });
  stage = await Stage.open(descriptions);
});
afterAll(() => stage[Symbol.asyncDispose]());

describe("a rehearsal does not pass", () => {
  it("with one mistake in the playbook, whatever it is", async () => {
    const random = seededRandom(SEED);
    const left = shuffled(descriptions, random);
    const isAsked = ({ ends }: Description) => ends.as === "asked";
    const sample = [
      ...Object.entries(IN_THE_SCAN).map(([mistake, spoil]) => ({ mistake, ...takeOne(left, (loaded) => withMistake(loaded, spoil, random)) })),
      ...Object.entries(IN_THE_ASKING).map(([mistake, spoil]) => ({ mistake, ...takeOne(left, (loaded) => withMistake(loaded, spoil, random), isAsked) })),
    ];
    const untouched = takeOne(left, (loaded) => loaded);
    const passed: string[] = [];

    await inLanes(4, [...sample, { mistake: NONE, ...untouched }], async ({ mistake, description, loaded }) => {
      const seen = await rehearseSite(stage, description, { loaded: mistake === NONE ? loaded : hurried(loaded), isWalled: mistake === NONE });
      if (complaintsOf(seen, stage.sites.truth()).length === 0) passed.push(mistake);
    });

    expect(passed, `seed ${SEED}`).toEqual([NONE]);
  });

  it("when the control for the alias has gone from the form, and nothing is sent then", async () => {
    const asked = descriptions.filter(({ ends, pages }) => ends.as === "asked" && aliasControl(pages) !== undefined);
    const sample = shuffled(asked, seededRandom(SEED + 1)).slice(0, 3);
    const before = sentTo(sample);

    const ends = await Promise.all(sample.map((description) => endWithout(description, aliasControl(description.pages))));

    const isMissing = expect.objectContaining({ kind: "broken", code: expect.stringMatching(/^(drift-)?control-missing$/) as unknown }) as unknown;
    expect(ends, `seed ${SEED}`).toEqual(sample.map(() => isMissing));
    expect(sentTo(sample)).toBe(before);
  });
});

/** The next site whose playbook has a place for the mistake. No site is taken twice, since what it was sent is counted. */
function takeOne(left: Description[], change: (loaded: LoadedPlaybook) => LoadedPlaybook | undefined, isMeant: (site: Description) => boolean = () => true): { description: Description; loaded: LoadedPlaybook } {
  for (const [i, description] of left.entries()) {
    const known = isMeant(description) ? catalog.playbooks.get(description.slug) : undefined;
    const loaded = known && change(known);
    if (!loaded) continue;
    left.splice(i, 1);
    return { description, loaded };
  }
  throw new Error("no playbook has a place for this mistake");
}

async function endWithout({ slug }: Description, control: string | undefined): Promise<unknown> {
  const [conduct, loaded] = [stage.conducts.get(slug), catalog.playbooks.get(slug)];
  if (!conduct || !loaded) throw new Error(`there is no ${slug}`);
  Object.assign(conduct, { isWalled: false, isAttended: true, without: control });
  const { attempts } = await rehearseOn(stage, { loaded: hurried(loaded) });
  return attempts.at(-1)?.end;
}

function aliasControl(pages: Description["pages"]): string | undefined {
  return Object.values(pages).flatMap(({ mails }) => mails?.to ?? [])[0];
}

function sentTo(sites: readonly Description[]): number {
  return stage.sites.truth().submissions.filter(({ site }) => sites.some(({ slug }) => slug === site)).length;
}
