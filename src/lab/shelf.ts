import { DAY_MS } from "../base/duration.ts";
import type { LabClock } from "./lab-clock.ts";
import type { Person } from "./people.ts";

/** What a site does with a request that it accepted. */
export interface Takedown {
  /** Days until the listing is gone, or `never`. */
  readonly afterDays: number | "never";
  /** Day of the lab's clock on which a listing that went away once is back. */
  readonly backOnDay?: number;
}

export const PROMPT: Takedown = { afterDays: 1.5 };

interface Absence {
  readonly from: number;
  to: number;
}

/** The people one site lists, and since when whom it doesn't any more. */
export class Shelf {
  readonly #people: readonly Person[];
  readonly #takedown: Takedown;
  readonly #clock: LabClock;
  readonly #absences = new Map<string, Absence[]>();

  constructor(people: readonly Person[], takedown: Takedown, clock: LabClock) {
    this.#people = people;
    this.#takedown = takedown;
    this.#clock = clock;
  }

  /** Who is shown now. */
  shown(): readonly Person[] {
    const now = this.#now();
    return this.#people.filter(({ id }) => !this.#of(id).some(({ from, to }) => from <= now && now < to));
  }

  find(id: string): Person | undefined {
    return this.shown().find((person) => person.id === id);
  }

  /** Counts up each time a listing has come back. */
  cycle(id: string): number {
    return 1 + this.#of(id).filter(({ to }) => to <= this.#now()).length;
  }

  takeDown(id: string): void {
    const { afterDays, backOnDay } = this.#takedown;
    if (afterDays === "never") return;
    const from = this.#now() + afterDays * DAY_MS;
    const back = backOnDay === undefined || this.cycle(id) > 1 ? Infinity : this.#clock.day0.getTime() + backOnDay * DAY_MS;
    this.#of(id).push({ from, to: back });
  }

  takeDownAll(): void {
    for (const { id } of this.#people) this.takeDown(id);
  }

  /** Everybody is back, as when a broker buys fresh records. */
  relist(): void {
    const now = this.#now();
    for (const absence of [...this.#absences.values()].flat()) absence.to = Math.min(absence.to, now);
  }

  #of(id: string): Absence[] {
    const absences = this.#absences.get(id) ?? [];
    this.#absences.set(id, absences);
    return absences;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
