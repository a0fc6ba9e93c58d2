import type { Page } from "playwright";
import { z } from "zod";
import { askPage, type Question } from "../../browser/question.ts";
import { visible } from "../../playbook/locate.ts";
import { isPageFault } from "../../playbook/page-fault.ts";
import { draftOf } from "../draft/draft.ts";
import { paths } from "../page/paths.ts";
import { candidateFor, type Candidate } from "./candidates.ts";
import { Thing, thingsInPage } from "./things-in-page.ts";
import type { Segment, Use } from "./uses.ts";

export interface Finding {
  readonly use: Use;
  /** How many of it the page shows. */
  readonly count: number;
  readonly isIntact: boolean;
  readonly candidate: Candidate | undefined;
}

const MOST_THINGS = 3_000;
const MOST_TEXT = 120;

export const thingsQuestion: Question<{ most: number; mostText: number }, Thing[]> = { name: "unlist-things", work: thingsInPage, answer: z.array(Thing), shared: paths };

/** Looks for everything that a segment names on the page that is open; for what is gone, for what it may have become. */
export async function findDrift(page: Page, segment: Segment): Promise<Finding[]> {
  const looked = await Promise.all(segment.uses.map(async (use) => ({ use, count: await countOf(page, use.locator) })));
  if (looked.every(isIntact)) return looked.map((one) => ({ ...one, isIntact: true, candidate: undefined }));
  const taken = await cssTaken(page, looked.filter(isIntact).map(({ use }) => use.locator));
  const found = { draft: await draftOf(page), things: await askPage(page, thingsQuestion, { most: MOST_THINGS, mostText: MOST_TEXT }), taken };
  return Promise.all(
    looked.map(async (one) => {
      const candidate = isIntact(one) ? undefined : candidateFor(one.use, found);
      // What can't be told from others on the page would be no repair.
      const holds = candidate && isIntact({ use: one.use, count: await countOf(page, candidate.locator) });
      return { ...one, isIntact: isIntact(one), candidate: holds ? candidate : undefined };
    }),
  );
}

/** Rows and signs may be there several times; a control may not. */
function isIntact({ use, count }: { use: Use; count: number }): boolean {
  return use.kind === "rows" || use.kind === "sign" ? count > 0 : count === 1;
}

async function countOf(page: Page, locator: string): Promise<number> {
  try {
    return await visible(page, locator).count();
  } catch (error) {
    if (!isPageFault(error)) throw error;
    return 0; // a locator that the page can't follow names nothing
  }
}

/** The controls that intact steps use, as the draft would name them. */
async function cssTaken(page: Page, locators: readonly string[]): Promise<ReadonlySet<string>> {
  const { controls } = await draftOf(page);
  const uses = await Promise.all(
    controls.map(async ({ css }) => {
      const matches = await Promise.all(locators.map((locator) => visible(page, locator).and(page.locator(`css=${css}`)).count()));
      return matches.some((count) => count > 0) ? [css] : [];
    }),
  );
  return new Set(uses.flat());
}
