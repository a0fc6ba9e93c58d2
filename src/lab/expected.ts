import type { State } from "../ledger/states.ts";
import { sites } from "./sites/index.ts";

/** How one broker of the lab must stand after day 40, for the demo and whoever checks it. */
export interface ExpectedEnd {
  readonly slug: string;
  /** The broker's name, as people read it. */
  readonly broker: string;
  readonly expected: State;
  readonly why: string;
  readonly expectedSubmissions: number;
}

export const expectedEnds: readonly ExpectedEnd[] = sites.map(({ slug, name, expected: { state, why, submissions } }) => ({
  slug,
  broker: name,
  expected: state,
  why,
  expectedSubmissions: submissions,
}));
