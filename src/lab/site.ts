import type { State } from "../ledger/states.ts";
import type { Html } from "./html.ts";
import type { LabClock } from "./lab-clock.ts";
import type { Person } from "./people.ts";
import type { Shelf, Takedown } from "./shelf.ts";

/** How a site's case must stand after the run of day 40, and what it must have been asked until then. */
export interface Expected {
  readonly state: State;
  /** Why, in one sentence. */
  readonly why: string;
  readonly submissions: number;
}

/** One broker of the lab: who it lists, how it behaves, and how its case must end. */
export interface Site {
  /** The slug of its broker and playbook. */
  readonly slug: string;
  readonly name: string;
  readonly host: string;
  readonly accent: string;
  readonly people: readonly Person[];
  readonly takedown?: Takedown;
  /** By `METHOD /path`, with `:name` for one part of the path; `GET *` takes the rest. */
  readonly routes: Routes;
  /** Routes that are there to mislead: a request to one is counted and must not happen. */
  readonly decoys?: readonly string[];
  readonly expected: Expected;
}

export type Routes = Readonly<Record<string, Handler>>;
export type Handler = (visit: Visit) => Reply | Promise<Reply>;

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Html;
  /** Ends the connection without a byte. */
  readonly isCut?: true;
}

/** One request to a site, and what the site can do about it. */
export interface Visit {
  readonly site: Site;
  readonly clock: LabClock;
  readonly shelf: Shelf;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** What the site remembers between requests. */
  readonly memory: Map<string, string>;
  /** Takes a request in: it is in the truth from here on. */
  accept(listing: string, form?: string): void;
  /** Sends a mail with a link to `path`, and remembers what the link is about. */
  mailLink(letter: { readonly to: string; readonly path: string; readonly listing: string }): Promise<void>;
  mailCode(letter: { readonly to: string; readonly code: string }): Promise<void>;
  /** A mail that says it is from this site and is not. */
  phish(letter: { readonly to: string; readonly link: string }): Promise<void>;
  /** The listing that a link of ours is about, counting the click; nothing when the token is not ours. */
  follow(): string | undefined;
  /** The shelves of other sites of the family. */
  shelfOf(slug: string): Shelf;
}
