import { ENGLISH } from "./hand-forms-english.ts";
import { OTHER_LANGUAGES } from "./hand-forms-other.ts";

/** A page written by hand. `asks` on each control says what a person would put there, `-` for what is no field; no page is shown with it. */
export interface HandForm {
  readonly what: string;
  readonly submit: string;
  readonly html: string;
}

export const HAND_FORMS: readonly HandForm[] = [...ENGLISH, ...OTHER_LANGUAGES];

const ASKS = / asks="([^"]*)"/g;

/** The page as a visitor gets it. */
export function shownPage({ html }: HandForm): string {
  return `<!doctype html><meta charset="utf-8"><title>Privacy</title><body>${html.replace(ASKS, "")}`;
}

/** What its controls ask for, in their order. */
export function truthOf({ html }: HandForm): (string | null)[] {
  return [...html.matchAll(ASKS)].map(([, field = ""]) => (field === "-" ? null : field));
}
