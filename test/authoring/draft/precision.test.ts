import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/base/random.ts";
import { LANGUAGES, makePage } from "./forms.ts";
import { HAND_FORMS, shownPage, truthOf } from "./hand-forms.ts";
import { Reader, fieldsByName } from "../support/reader.ts";

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
});

const PAGES = 56; // each language in each layout

describe("fields read off labelled forms", () => {
  it("are right where one is named, and are named for most", async () => {
    const random = seededRandom(20_261_122);
    const pages = Array.from({ length: PAGES }, (_, i) => makePage(i, random));

    const drafted = await reader.draftAll(await Promise.all(pages.map(({ html }) => reader.save(html))));

    const judged = pages.flatMap((page, i) => {
      const draft = drafted[i]?.draft;
      const fields = draft ? fieldsByName(draft) : new Map<string, string | null>();
      return [...page.truth].map(([name, truth]) => ({ page: page.title, name, truth, said: fields.get(name) ?? null }));
    });
    const named = judged.filter(({ said }) => said !== null);
    const wrong = named.filter(({ said, truth }) => said !== truth);
    const askable = judged.filter(({ truth }) => truth !== null);
    const precision = 1 - wrong.length / named.length;
    const recall = askable.filter(({ said, truth }) => said === truth).length / askable.length;
    const submits = pages.filter((page, i) => drafted[i]?.draft?.submit?.text === page.submit).length;
    process.stderr.write(`draft: ${pages.length} forms in ${LANGUAGES.length} languages, ${judged.length} controls: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, submit ${(submits / pages.length).toFixed(4)}\n`);
    expect(wrong).toEqual([]);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(submits).toBe(pages.length);
  });

  it("are as right on forms that were written by hand in the manner of real sites", async () => {
    const drafted = await reader.draftAll(await Promise.all(HAND_FORMS.map((form) => reader.save(shownPage(form)))));

    const judged = HAND_FORMS.flatMap((form, i) => {
      const controls = drafted[i]?.draft?.controls ?? [];
      expect(controls, form.what).toHaveLength(truthOf(form).length);
      return truthOf(form).map((truth, n) => ({ form: form.what, control: controls[n]?.label ?? "", truth, said: controls[n]?.field ?? null, why: controls[n]?.why ?? "" }));
    });
    const named = judged.filter(({ said }) => said !== null);
    const wrong = named.filter(({ said, truth }) => said !== truth);
    const askable = judged.filter(({ truth }) => truth !== null);
    const missed = askable.filter(({ said }) => said === null);
    const submits = HAND_FORMS.filter((form, i) => drafted[i]?.draft?.submit?.text !== form.submit).map(({ what }) => what);
    const [precision, recall] = [1 - wrong.length / named.length, 1 - (missed.length + wrong.filter(({ truth }) => truth !== null).length) / askable.length];
    process.stderr.write(`draft: ${HAND_FORMS.length} forms written by hand, ${judged.length} controls: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, submit ${(1 - submits.length / HAND_FORMS.length).toFixed(4)}\n`);
    expect(wrong).toEqual([]);
    expect(submits).toEqual([]);
    expect(recall, JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(0.9);
  });
});
