import type { Step } from "../catalog/step.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import type { Match, Outcome } from "./outcome.ts";

/**
 * Who looks on while a stage runs. It is shown every row with its values, other people's too, so nothing but a rehearsal
 * may have one: a run keeps what is the subject's and only counts the rest.
 */
export interface StageWatch {
  began(id: string, step: Step): void;
  ended(id: string, end: StepEnd): void;
  /** What an extract made of the page once it had come to rest. */
  read(rows: readonly ReadRow[]): void;
}

export interface StepEnd {
  /** What ended the stage here; nothing when it went on. */
  readonly outcome: Outcome | undefined;
  /** It was optional, and what it names was not on the page. */
  readonly isPassedOver: boolean;
}

export interface ReadRow {
  readonly details: ListingDetails;
  readonly identity: string;
  readonly match: Match;
}
