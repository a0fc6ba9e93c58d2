import type { Page } from "playwright";
import { z } from "zod";
import { askPage, type Question } from "../../browser/question.ts";
import { challengesInPage } from "./challenges-in-page.ts";
import { faceInPage } from "./face-in-page.ts";
import { Challenge, PageFace } from "./page-face.ts";
import { paths } from "./paths.ts";

/** More than this of one page is no form that a person fills in. */
const MOST_CONTROLS = 200;
const MOST_TEXT = 1_200;

export const faceQuestion: Question<{ mostControls: number; mostText: number }, PageFace> = { name: "unlist-face", work: faceInPage, answer: PageFace, shared: paths };
export const challengesQuestion: Question<null, Challenge[]> = { name: "unlist-challenges", work: challengesInPage, answer: z.array(Challenge), shared: paths };

export interface PageReading {
  readonly face: PageFace;
  readonly challenges: readonly Challenge[];
}

/** Reads the forms of the page that is open: two questions to the page, nothing clicked, typed or marked. */
export async function readPage(page: Page): Promise<PageReading> {
  const face = await askPage(page, faceQuestion, { mostControls: MOST_CONTROLS, mostText: MOST_TEXT });
  return { face, challenges: await askPage(page, challengesQuestion, null) };
}
