import type { SubjectQuery } from "../../subject/queries.ts";

/**
 * Nobody: a name of letters that no name has side by side, so that a search for it finds nobody and says nothing about
 * anybody. The town is one that every site knows.
 */
export const NOBODY: SubjectQuery = { name: { first: "Qxvyzelth", last: "Zhwqkrobvyx" }, city: "Springfield", state: "IL" };
