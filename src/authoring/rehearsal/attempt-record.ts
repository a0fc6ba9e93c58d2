import type { Clock } from "../../base/clock.ts";
import type { Stage } from "../../catalog/playbook.ts";
import { VERBS, type Step, type Verb } from "../../catalog/step.ts";
import { fieldsIn } from "../../catalog/walk-steps.ts";
import type { Refusal } from "../../browser/session.ts";
import type { Intent, MailAnswer, MailWish } from "../../playbook/desk.ts";
import type { ReadRow, StageWatch, StepEnd } from "../../playbook/stage-watch.ts";
import { disclosedBy, type DisclosedField } from "../../subject/fields.ts";
import { sayEnd } from "./say-outcome.ts";

export interface StepRecord {
  readonly step: string;
  readonly verb: Verb;
  /** Nothing while it runs, and when it was stopped by something thrown. */
  tookMs?: number;
  outcome: string;
}

/** Fields that reached a host, or would have: in an address, typed into its page, or by the irreversible step itself. */
export interface Sending {
  readonly step: string;
  readonly host: string;
  readonly fields: readonly DisclosedField[];
  readonly how: "address" | "typed" | "submitted";
  readonly isSent: boolean;
}

export interface MailRecord {
  readonly step: string;
  readonly wish: MailWish;
  readonly answer: MailAnswer["kind"];
}

/** What an author sees of the steps while they run. */
export interface StepProgress {
  began(step: string, verb: Verb): void;
  ended(step: string, words: string): void;
}

export interface RecordParts {
  readonly stage: Stage;
  readonly clock: Clock;
  /** The host of the page as it is now. */
  readonly hostNow: () => string;
  readonly progress: StepProgress;
}

/** Everything that one attempt of a rehearsal did, in order. */
export class AttemptRecord implements StageWatch {
  readonly sendings: Sending[] = [];
  readonly mails: MailRecord[] = [];
  readonly rows: ReadRow[] = [];
  refusals: readonly Refusal[] = [];
  readonly #parts: RecordParts;
  readonly #steps = new Map<string, { readonly record: StepRecord; readonly step: Step; readonly startedAt: Date }>();

  constructor(parts: RecordParts) {
    this.#parts = parts;
  }

  get stage(): Stage {
    return this.#parts.stage;
  }

  get steps(): readonly StepRecord[] {
    return [...this.#steps.values()].map(({ record }) => record);
  }

  began(id: string, step: Step): void {
    const verb = verbOf(step);
    this.#steps.set(id, { record: { step: id, verb, outcome: "stopped" }, step, startedAt: this.#parts.clock.now() });
    this.#parts.progress.began(id, verb);
  }

  ended(id: string, end: StepEnd): void {
    const known = this.#steps.get(id);
    if (!known) return;
    known.record.tookMs = this.#parts.clock.now().getTime() - known.startedAt.getTime();
    known.record.outcome = sayEnd(end);
    if (!end.isPassedOver && end.outcome?.kind !== "human") this.#noteSent(id, known.step);
    this.#parts.progress.ended(id, `${known.record.verb}: ${known.record.outcome}, ${known.record.tookMs} ms`);
  }

  read(rows: readonly ReadRow[]): void {
    this.rows.push(...rows);
  }

  intended({ step, fields, hosts }: Intent, isSent: boolean): void {
    for (const host of hosts) this.sendings.push({ step, host, fields, how: "submitted", isSent });
  }

  awaited(wish: MailWish, answer: MailAnswer): void {
    this.mails.push({ step: [...this.#steps.keys()].at(-1) ?? "", wish, answer: answer.kind });
  }

  /** A page hears every key, so what is typed counts as told to its host before anything is sent off. */
  #noteSent(id: string, step: Step): void {
    const fields = [...new Set(fieldsIn(step).flatMap(disclosedBy))];
    if (fields.length === 0) return;
    const host = "goto" in step ? new URL(step.goto.replace(/\{\{[^{}]*\}\}/g, "x")).hostname : this.#parts.hostNow();
    this.sendings.push({ step: id, host, fields, how: "goto" in step ? "address" : "typed", isSent: true });
  }
}

function verbOf(step: Step): Verb {
  return VERBS.find((verb) => verb in step) ?? "goto";
}
