import type { Clock } from "../base/clock.ts";
import { FatalError } from "../base/errors.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import { caseKey, type Case } from "./case.ts";
import { refuseSecondCrossing } from "./crossings.ts";
import { Event, type NewEvent } from "./events.ts";
import { draft, foldEntries, unseenCase } from "./fold.ts";
import type { Entry } from "./gap.ts";
import { Journal } from "./journal.ts";
import { listingSeal, type ListingSeal } from "./listing-seal.ts";
import type { LedgerPlace } from "./place.ts";
import { projectionOf, writeProjection } from "./projection.ts";
import { refuseUnknown } from "./transitions.ts";
import type { Batch, LedgerView } from "./view.ts";

export interface OpenPlace extends LedgerPlace {
  readonly clock: Clock;
}

/** Opening folds what came after the projection, so the projection is written when so many records have. */
const PROJECT_EVERY = 2_000;

/** Opens a subject's ledger for writing; the home's lock is the caller's. */
export async function openLedger(place: OpenPlace): Promise<Ledger> {
  const { journal, reading, notes } = await Journal.open(place);
  return new Ledger(place, { journal, notes, view: foldEntries(reading.entries, reading.base), projectedSeq: reading.projection?.mark.seq });
}

interface Opened {
  readonly journal: Journal;
  readonly notes: readonly string[];
  readonly view: LedgerView;
  readonly projectedSeq: number | undefined;
}

/** Events that somebody waits for to be on the disk. */
interface Wish {
  readonly events: readonly NewEvent[];
  resolve(): void;
  reject(error: unknown): void;
}

/** What happened to one subject's cases: truth in the journal, folded in memory. */
export class Ledger implements AsyncDisposable, ListingSeal {
  /** What opening found and put right, for the log and `ledger verify`. */
  readonly notes: readonly string[];
  readonly #place: OpenPlace;
  readonly #journal: Journal;
  readonly #seal: ListingSeal;
  #view: LedgerView;
  #projectedSeq: number | undefined;
  readonly #wishes: Wish[] = [];
  #working: Promise<void> | undefined;

  constructor(place: OpenPlace, { journal, notes, view, projectedSeq }: Opened) {
    this.#place = place;
    this.#journal = journal;
    this.#seal = listingSeal(place.key, place.subject);
    this.notes = notes;
    this.#view = view;
    this.#projectedSeq = projectedSeq;
  }

  get view(): LedgerView {
    return this.#view;
  }

  /**
   * Stamps the events, checks them against the table and the at-most-once rule, and has them on the disk before it resolves.
   * All of them or none: one that is refused refuses its whole batch. Calls are taken in their order; those that come while
   * others are being written share the next write.
   */
  append(...events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    const done = new Promise<void>((resolve, reject) => this.#wishes.push({ events, resolve, reject }));
    this.#working ??= this.#workOff();
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

  /** Rewrites the projection; also done from time to time, and when the ledger closes. */
  async project(): Promise<void> {
    const { mark } = this.#journal;
    await writeProjection(this.#place, projectionOf(this.#view, mark));
    this.#projectedSeq = mark.seq;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#working;
    try {
      if (this.#projectedSeq !== this.#journal.head.seq) await this.project();
    } finally {
      await this.#journal[Symbol.asyncDispose]();
    }
  }

  async #workOff(): Promise<void> {
    while (this.#wishes.length > 0) {
      await this.#commit(this.#wishes.splice(0));
      if (this.#journal.head.seq - (this.#projectedSeq ?? 0) >= PROJECT_EVERY) await this.#projectMeanwhile();
    }
    this.#working = undefined;
  }

  /** Each wish by itself is admitted or refused; those that are admitted are written together. */
  async #commit(wishes: readonly Wish[]): Promise<void> {
    let view = this.#view;
    const admitted: (Wish & { readonly entries: readonly Entry[] })[] = [];
    for (const wish of wishes) {
      try {
        const entries = this.#stamped(wish.events, view);
        view = view.with(draft(view, entries, admit));
        admitted.push({ ...wish, entries });
      } catch (error) {
        wish.reject(error);
      }
    }
    if (admitted.length > 0) await this.#write(admitted, view);
  }

  async #write(admitted: readonly (Wish & { readonly entries: readonly Entry[] })[], view: LedgerView): Promise<void> {
    try {
      await this.#journal.append(admitted.map(({ entries }) => entries));
    } catch (error) {
      for (const wish of admitted) wish.reject(error);
      return;
    }
    this.#view = view;
    for (const wish of admitted) wish.resolve();
  }

  /** What can't be written now is written when the ledger closes, which says so if it can't either. */
  async #projectMeanwhile(): Promise<void> {
    await this.project().catch(() => (this.#projectedSeq = this.#journal.head.seq - 1));
  }

  #stamped(events: readonly NewEvent[], { lastAt }: LedgerView): Entry[] {
    const at = notBefore(lastAt, this.#place.clock.now().toISOString());
    return events.map((event) => ({ event: parseEvent({ ...event, at }) }));
  }
}

/** A clock that was set back must not make history run backwards. */
function notBefore(last: string | undefined, now: string): string {
  return last !== undefined && Date.parse(last) > Date.parse(now) ? last : now;
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
