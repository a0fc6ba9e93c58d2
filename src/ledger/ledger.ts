import type { Clock } from "../base/clock.ts";
import { FatalError } from "../base/errors.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import { caseKey, type Case } from "./case.ts";
import { refuseSecondCrossing } from "./crossings.ts";
import { Event, type NewEvent } from "./events.ts";
import { draft, foldEntries, unseenCase, type Batch, type LedgerView } from "./fold.ts";
import { Journal, type LedgerPlace } from "./journal.ts";
import { listingSeal, type ListingSeal } from "./listing-seal.ts";
import { writeProjection } from "./projection.ts";
import { refuseUnknown } from "./transitions.ts";

export interface OpenPlace extends LedgerPlace {
  readonly clock: Clock;
}

/** Opens a subject's ledger for writing; the home's lock is the caller's. */
export async function openLedger(place: OpenPlace): Promise<Ledger> {
  const { journal, entries, notes } = await Journal.open(place);
  return new Ledger(place, { journal, notes, view: foldEntries(entries) });
}

interface Opened {
  readonly journal: Journal;
  readonly notes: readonly string[];
  readonly view: LedgerView;
}

/** What happened to one subject's cases: truth in the journal, folded in memory. */
export class Ledger implements AsyncDisposable, ListingSeal {
  /** What opening found and put right, for the log and `ledger verify`. */
  readonly notes: readonly string[];
  readonly #place: OpenPlace;
  readonly #journal: Journal;
  readonly #seal: ListingSeal;
  #view: LedgerView;
  #last: Promise<void> = Promise.resolve();

  constructor(place: OpenPlace, { journal, notes, view }: Opened) {
    this.#place = place;
    this.#journal = journal;
    this.#seal = listingSeal(place.key, place.subject);
    this.notes = notes;
    this.#view = view;
  }

  get view(): LedgerView {
    return this.#view;
  }

  /**
   * Stamps the events, checks them against the table and the at-most-once rule, and has them on the disk before it resolves.
   * All of them or none: one that is refused refuses its whole batch. Calls are worked off one after another.
   */
  append(...events: readonly NewEvent[]): Promise<void> {
    const done = this.#last.then(() => this.#appendNow(events));
    this.#last = done.catch(() => undefined); // its caller hears of it; the next call is not concerned
    return done;
  }

  sealListing(details: ListingDetails): string {
    return this.#seal.sealListing(details);
  }

  reveal(held: Pick<Case, "sealed">): ListingDetails | undefined {
    return this.#seal.reveal(held);
  }

  keyOf(broker: string, identity: string): string {
    return this.#seal.keyOf(broker, identity);
  }

  /** Rewrites the projection; also done when the ledger closes. */
  project(): Promise<void> {
    return writeProjection(this.#place, this.#view, this.#journal.head);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    try {
      await this.project();
    } finally {
      await this.#journal[Symbol.asyncDispose]();
    }
  }

  async #appendNow(events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const at = this.#nextInstant();
    const entries = events.map((event) => ({ event: parseEvent({ ...event, at }) }));
    const batch = draft(this.#view, entries, admit);
    await this.#journal.append(entries);
    this.#view = this.#view.with(batch);
  }

  /** A clock that was set back must not make history run backwards. */
  #nextInstant(): string {
    const now = this.#place.clock.now().toISOString();
    const last = this.#view.lastEvent?.at;
    return last !== undefined && Date.parse(last) > Date.parse(now) ? last : now;
  }
}

function admit({ cases, crossings }: Batch, event: Event): void {
  for (const listing of event.listings) refuseUnknown(cases.get(caseKey(event.broker, listing)) ?? unseenCase(event, listing), event);
  refuseSecondCrossing(crossings, event);
}

/** Slugs and field names only: a value that slipped into one is refused here, and not repeated in the words. */
function parseEvent(event: Event): Event {
  const result = Event.safeParse(event);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new FatalError(`an event "${event.type}" is not what the journal takes (${where})`, { hint: "nothing was recorded; this is a fault of unlist" });
}
