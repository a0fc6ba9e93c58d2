import { asideKey, type PutAside } from "./asides.ts";
import { caseKey, type Case, type CaseKey } from "./case.ts";
import { crossingKey, type Crossing } from "./crossings.ts";
import type { Event } from "./events.ts";
import type { Gap } from "./gap.ts";
import { PersistentList, PersistentMap, type Overlay } from "./persistent.ts";

/** Everything a journal amounts to, as of one record. Plain data without personal values; it stays as it is. */
export class LedgerView {
  readonly cases: PersistentMap<CaseKey, Case>;
  /** Every irreversible step that was ever intended, by request and step, over all cycles. */
  readonly crossings: PersistentMap<string, Crossing>;
  /** What the person said of their steps. */
  readonly asides: PersistentMap<string, PutAside>;
  /** Where a repair found records missing. */
  readonly gaps: readonly Gap[];
  /** When the last event happened. */
  readonly lastAt: string | undefined;
  readonly #earlier: Earlier;
  readonly #events: PersistentList<Event>;

  private constructor({ cases, crossings, asides, gaps, lastAt, earlier, events }: Folded) {
    this.cases = cases;
    this.crossings = crossings;
    this.asides = asides;
    this.gaps = gaps;
    this.lastAt = lastAt;
    this.#earlier = earlier;
    this.#events = events;
  }

  static empty(): LedgerView {
    return LedgerView.resumed({ cases: [], crossings: [], asides: [], gaps: [], lastAt: undefined }, new Earlier(() => []));
  }

  /** A view as it was kept; its events are only read when somebody asks for them. */
  static resumed({ cases, crossings, asides, gaps, lastAt }: Kept, earlier: Earlier): LedgerView {
    const byKey = new Map(crossings.map((crossing) => [crossingKey(crossing), crossing]));
    const byName = new Map(cases.map((held) => [caseKey(held.broker, held.listing), held]));
    const byStep = new Map(asides.flatMap((aside) => aside.listings.map((listing) => [asideKey({ broker: aside.broker, listing }, aside.about), aside] as const)));
    return new LedgerView({ cases: new PersistentMap(byName), crossings: new PersistentMap(byKey), asides: new PersistentMap(byStep), gaps, lastAt, earlier, events: new PersistentList() });
  }

  get events(): readonly Event[] {
    return this.#earlier.before(this.#events.items);
  }

  /** The view after the batch. */
  with({ cases, crossings, asides, gaps, events }: Batch): LedgerView {
    return new LedgerView({
      cases: this.cases.with(cases.changes),
      crossings: this.crossings.with(crossings.changes),
      asides: this.asides.with(asides.changes),
      gaps: gaps.length === 0 ? this.gaps : [...this.gaps, ...gaps],
      lastAt: events.at(-1)?.at ?? this.lastAt,
      earlier: this.#earlier,
      events: this.#events.with(events),
    });
  }
}

interface Folded {
  readonly cases: PersistentMap<CaseKey, Case>;
  readonly crossings: PersistentMap<string, Crossing>;
  readonly asides: PersistentMap<string, PutAside>;
  readonly gaps: readonly Gap[];
  readonly lastAt: string | undefined;
  readonly earlier: Earlier;
  readonly events: PersistentList<Event>;
}

/** What a projection keeps of a view. */
export interface Kept {
  readonly cases: readonly Case[];
  readonly crossings: readonly Crossing[];
  readonly asides: readonly PutAside[];
  readonly gaps: readonly Gap[];
  readonly lastAt?: string | undefined;
}

/** The events before those that a view was handed: read once, and only when they are asked for. */
export class Earlier {
  readonly #read: () => readonly Event[];
  #events: readonly Event[] | undefined;

  constructor(read: () => readonly Event[]) {
    this.#read = read;
  }

  before(later: readonly Event[]): readonly Event[] {
    this.#events ??= this.#read();
    return this.#events.length === 0 ? later : [...this.#events, ...later];
  }
}

/** What entries would change in a view. */
export interface Batch {
  readonly cases: Overlay<CaseKey, Case>;
  readonly crossings: Overlay<string, Crossing>;
  readonly asides: Overlay<string, PutAside>;
  readonly events: Event[];
  readonly gaps: Gap[];
}
