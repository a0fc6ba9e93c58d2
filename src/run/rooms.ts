import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Random } from "../base/random.ts";
import type { Browsers, Wire } from "../browser/session.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Asides } from "../ledger/asides.ts";
import type { Case } from "../ledger/case.ts";
import type { NewEvent, RestsOn } from "../ledger/events.ts";
import type { PlanInput } from "../plan/plan.ts";
import type { Task } from "../plan/task.ts";
import type { Visit } from "../queue/visits.ts";
import type { Capture, MailAnswer, MailWish } from "../playbook/desk.ts";
import type { HandOffPort } from "../playbook/hand-off.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import type { Profile } from "../subject/profile.ts";
import type { Budget } from "./budget.ts";

/** The part of a subject's ledger that a run writes to. */
export interface RunLedger {
  readonly view: { readonly cases: ReadonlyMap<string, Case>; readonly asides: Asides };
  /** Stamped, checked against the table, and on the disk before it resolves. */
  append(...events: NewEvent[]): Promise<void>;
  /** The opaque key of a listing, from what makes it the same next month. */
  keyOf(broker: string, identity: string): string;
  sealListing(details: ListingDetails): string;
  reveal(subject: Case): ListingDetails | undefined;
}

export interface RunMail {
  await(wish: MailWish & { readonly to: string; readonly since: Date }, signal: AbortSignal): Promise<MailAnswer>;
}

/** Serial lanes with a common bound; `onIdle` resolves when the last job has ended. */
export interface RunLanes {
  add(lane: string, job: () => Promise<void>): void;
  onIdle(): Promise<void>;
}

/** The rooms that a run is handed: `cli/compose.ts` is the one place that chooses them. */
export interface Rooms {
  readonly catalog: Catalog;
  readonly profile: Profile;
  readonly ledger: RunLedger;
  readonly browsers: Browsers;
  readonly mail: RunMail | undefined;
  readonly lanes: RunLanes;
  /** Resolves when it is this task's turn at the broker's hosts; they are its own until the visit is disposed. */
  readonly visit: (hosts: readonly string[], broker: string) => Promise<Visit>;
  /** Begins one more removal; where they are spread over days and it is too early, says when it may be instead. */
  readonly stageRemoval: () => Promise<Date | undefined>;
  readonly keep: (capture: Capture) => Promise<string>;
  readonly wire: Wire;
  /** Authority to act, asked before a task begins and in the same critical section as what it writes of its steps; throws UnauthorisedError. Gives the client's document that it rests on. */
  readonly authorise: (task: Task) => Promise<RestsOn | undefined>;
  readonly planning: Omit<PlanInput, "cases" | "now" | "catalog">;
  readonly budget: Budget;
  readonly progress: Progress;
  /** Who asks the person, where one attends. */
  readonly handOff?: HandOffPort | undefined;
  readonly patienceMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What a person watching sees; no personal value goes through here. */
export interface Progress {
  started(task: Task): void;
  ended(task: Task, words: string): void;
}
