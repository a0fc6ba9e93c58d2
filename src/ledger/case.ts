import type { DeniedReason, EventOf, HumanReason, UnclearReason } from "./events.ts";
import type { State } from "./states.ts";

/** One broker × one listing (or `-`) of one subject, folded from its events. Plain data without personal values. */
export interface Case {
  readonly broker: string;
  readonly listing: string;
  readonly state: State;
  /** When it entered this state. */
  readonly since: string;
  /** Counts up when a removed listing comes back; part of the request's key. */
  readonly cycle: number;
  readonly request?: Request | undefined;
  readonly lastLook?: { readonly at: string; readonly result: "found" | "absent" | "unclear"; readonly reason?: UnclearReason };
  /** Times of the absences seen since the request; two of them far enough apart make `removed`. */
  readonly absentAt: readonly string[];
  readonly agreement?: Agreement;
  /** The person said: somebody else. */
  readonly isRejected: boolean;
  /** Where it stood then, when it had been asked for already. */
  readonly rejectedFrom?: State;
  readonly reason?: string | undefined;
  /** Names of the fields a human step is about. */
  readonly fields: readonly string[];
  readonly humanReason?: HumanReason | undefined;
  /** The playbook's step that a person has to take, as `optOut.steps[2]`. */
  readonly humanStep?: string | undefined;
  readonly deniedReason?: DeniedReason | undefined;
  readonly coveredBy?: string | undefined;
  /** Until when the request that covers it may take. */
  readonly coveredUntil?: string | undefined;
  /** Nothing is due earlier than this. */
  readonly notBefore?: string | undefined;
  /** Why it was put off until then. */
  readonly putOffBy?: EventOf<"deferred">["reason"];
  /** Their mail is not asked for earlier than this. It keeps nobody from looking at the listing meanwhile. */
  readonly mailNotBefore?: string;
  /** How often it was looked for in vain since the last step that asks for it. */
  readonly mailLooks?: number;
  /** The listing as last seen, sealed; `Ledger.reveal` opens it. */
  readonly sealed?: string;
  readonly evidence: readonly string[];
}

export interface Agreement {
  readonly verdict: "match" | "unsure";
  readonly matched: readonly string[];
  readonly contradicts: readonly string[];
  readonly missing: readonly string[];
}

/** What was asked in the present cycle, step by step. */
export interface Request {
  /** broker/listing/right/cycle */
  readonly id: string;
  readonly steps: readonly RequestStep[];
  /** When their processing time is over. */
  readonly until?: string;
  /** A form was taken in, and the same pages ask for more that was not sent yet. */
  readonly isHalfAsked?: boolean;
}

export interface RequestStep {
  /** As `optOut.steps[4]`. */
  readonly step: string;
  /** Hash of the playbook whose step it was: a later version may count its steps otherwise. */
  readonly playbook?: string | undefined;
  readonly intendedAt: string;
  readonly fields: readonly string[];
  readonly hosts: readonly string[];
  readonly outcome: "open" | "acknowledged" | "doubted" | "not-sent";
  readonly outcomeAt?: string;
}

export type CaseKey = `${string}/${string}`;

export function caseKey(broker: string, listing: string): CaseKey {
  return `${broker}/${listing}`;
}
