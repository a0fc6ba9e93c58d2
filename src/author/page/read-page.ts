import type { Page } from "playwright";
import { z } from "zod";
import { evaluateApart } from "../../playbook/isolated-world.ts";
import { challengesInPage } from "./challenges-in-page.ts";
import { faceInPage } from "./face-in-page.ts";
import { Challenge, PageFace } from "./page-face.ts";

/** More than this of one page is no form that a person fills in. */
export const MOST_CONTROLS = 200;
const MOST_TEXT = 1_200;

export interface PageReading {
  readonly face: PageFace;
  readonly challenges: readonly Challenge[];
}

/** Reads the forms of the page that is open: two questions to the page, nothing clicked, typed or marked. */
export async function readPage(page: Page): Promise<PageReading> {
  const face = await evaluateApart(page, faceInPage, { mostControls: MOST_CONTROLS, mostText: MOST_TEXT }, PageFace);
  const challenges = await evaluateApart(page, challengesInPage, undefined, z.array(Challenge));
  return { face, challenges };
}
