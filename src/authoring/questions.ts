import type { Teachable } from "../browser/question.ts";
import { QUESTIONS } from "../playbook/questions.ts";
import { challengesQuestion, faceQuestion } from "./page/read-page.ts";
import { thingsQuestion } from "./repair/find-drift.ts";

/** All that this room asks pages, and the rooms it works with; whoever starts a browser for it teaches them first. */
export const AUTHORING_QUESTIONS: readonly Teachable[] = [...QUESTIONS, faceQuestion, challengesQuestion, thingsQuestion];
