import type { EventOf } from "./events.ts";

/** What the person said of one of their steps: later, not at all, or neither any more. */
export type PutAside = EventOf<"put-aside">;

/** The last that they said of each step, by `asideKey`. */
export type Asides = ReadonlyMap<string, PutAside>;

/** A step is named by where it stands and what it is about: another reason at the same listing is another step. */
export function asideKey(place: { readonly broker: string; readonly listing: string }, about: string): string {
  return `${place.broker}/${place.listing} ${about}`;
}
