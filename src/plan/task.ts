import type { RouteKind } from "../catalog/broker.ts";
import type { Stage } from "../catalog/playbook.ts";
import type { RefusalReason } from "../grant/decide.ts";
import type { State } from "../ledger/states.ts";
import type { DisclosedField } from "../subject/fields.ts";

export type TaskKind = "scan" | "submit" | "confirm";

/** One planned unit of work at one broker, with the reason in words and what it would hand over to whom. */
export interface Task {
  readonly kind: TaskKind;
  readonly broker: string;
  /** Brokers of one family share a lane. */
  readonly lane: string;
  readonly stage: Stage;
  /** The listings it is about, as `broker/listing` keys; empty for a first look. */
  readonly cases: readonly string[];
  /** The key of the one request it makes or goes on with; `-` when one request covers all listings. */
  readonly listing: string;
  readonly why: string;
  readonly fields: readonly DisclosedField[];
  readonly hosts: readonly string[];
}

export type SkipReason =
  | "not-due"
  | "deferred"
  | "waiting-for-mail"
  | "needs-human"
  | "needs-review"
  | "needs-mailbox"
  | "needs-alias"
  | "needs-listing"
  | "needs-approval"
  | "playbook-not-approved"
  | "playbook-out-of-date"
  | "withdrawn"
  | "playbook-unfinished"
  | "covered"
  | "by-mail"
  | "by-hand"
  | "by-drop"
  | "covered-by-drop"
  | "asked-by-hand"
  | "no-route"
  | "elsewhere"
  | "not-mapped"
  | "not-selected"
  | "not-granted"
  /** Their own answer: the reports put it in the place of a step that would be the person's. */
  | "put-aside"
  | "settled"
  | "in-doubt";

/** Why nothing is done about a case, and until when. */
export interface Skip {
  readonly broker: string;
  readonly listing?: string;
  readonly state?: State;
  readonly reason: SkipReason;
  readonly why: string;
  readonly until?: string;
  /** Why the grant does not let it be done. */
  readonly refusal?: RefusalReason;
  /** The way off that a person takes, where no playbook takes it for them. */
  readonly route?: RouteKind;
}

export interface Plan {
  readonly tasks: readonly Task[];
  readonly skips: readonly Skip[];
}
