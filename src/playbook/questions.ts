import type { Teachable } from "../browser/question.ts";
import { optionsQuestion } from "./actions/select.ts";
import { controlsQuestion } from "./controls/control-state.ts";
import { formQuestion } from "./controls/form-in-page.ts";
import { pressesQuestion } from "./controls/presses.ts";
import { sendsQuestion } from "./controls/hand-over.ts";
import { rowsQuestion, sameRow } from "./extract/in-page.ts";
import { wayOnQuestion } from "./extract/shows-more.ts";
import { wordsQuestion } from "./see-block.ts";
import { saidQuestion } from "./waiting.ts";

/** All that this room asks pages; whoever starts a browser for it teaches them first. */
export const QUESTIONS: readonly Teachable[] = [optionsQuestion, controlsQuestion, formQuestion, sendsQuestion, pressesQuestion, rowsQuestion, sameRow, wayOnQuestion, wordsQuestion, saidQuestion];
