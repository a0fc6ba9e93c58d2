import type { Step, Verb } from "../catalog/step.ts";
import type { DisclosedField } from "../subject/fields.ts";
import type { Held } from "../browser/session.ts";
import { FilledControls } from "./controls/filled.ts";
import type { ChosenRow } from "./extract/choose-row.ts";
import type { StageJob, Tools } from "./desk.ts";
import { LookSoFar } from "./look-so-far.ts";
import type { Outcome } from "./outcome.ts";
import { ChallengeWindow } from "./challenge-window.ts";
import { Story } from "./story.ts";
import { Traffic } from "./traffic.ts";

/** One execution of a stage: what it was given, and what it has gathered on the way. */
export class Attempt implements AsyncDisposable {
  readonly job: StageJob;
  readonly tools: Tools;
  readonly story = new Story();
  readonly look = new LookSoFar();
  readonly filled = new FilledControls();
  readonly traffic: Traffic;
  readonly challenge: ChallengeWindow;
  /** Handed to the page since the last intent, by name; the next intent puts them on record. */
  readonly disclosed = new Set<DisclosedField>();
  /** Those of them that are on record already. */
  readonly recorded = new Set<DisclosedField>();
  /** The row that `choose` picked, for `in: row`. */
  row: ChosenRow | undefined;
  /** What the person put in themself, by name: theirs to send, whatever the playbook declares. */
  readonly byHand = new Set<DisclosedField>();
  #held: Held | undefined;
  #stay: Disposable | undefined;
  #leavings = 0;
  /** Irreversible steps acknowledged by now, earlier attempts included. */
  crossings = 0;

  constructor(job: StageJob, tools: Tools) {
    this.job = job;
    this.tools = tools;
    const { site, assets, challenge } = job.playbook.playbook.hosts;
    this.challenge = new ChallengeWindow(tools.session, challenge);
    this.traffic = new Traffic(tools.session.page, [...site, ...assets]);
  }

  /** From here on nothing is sent until a step is armed, or another one needs the site. */
  async hold(): Promise<void> {
    this.#held ??= await this.tools.session.hold();
    this.#leavings = this.#held.leavings();
  }

  get isStaying(): boolean {
    return this.#stay !== undefined;
  }

  /** From here on the page is not left. */
  stay(): void {
    this.#stay ??= this.tools.session.stay();
  }

  move(): void {
    this.#stay?.[Symbol.dispose]();
    this.#stay = undefined;
  }

  /** The page tried to leave since it was asked last. */
  hasLeft(): boolean {
    const before = this.#leavings;
    this.#leavings = this.#held?.leavings() ?? 0;
    return this.#leavings > before;
  }

  letGo(): void {
    this.#held?.[Symbol.dispose]();
    this.#held = undefined;
  }

  markRecorded(): void {
    for (const field of this.disclosed) this.recorded.add(field);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.letGo();
    this.move();
    this.traffic[Symbol.dispose]();
    await this.challenge.close();
  }
}

/** Where the walk is: the step's id, what follows it, and the way into steps inside it. */
export interface Here {
  readonly id: string;
  readonly attempt: Attempt;
  /** How long this step may wait for what it names. */
  readonly patienceMs: number;
  readonly rest: readonly Step[];
  readonly walk: Walk;
}

export type Walk = (steps: readonly Step[], id: string) => Promise<Outcome | undefined>;

export type StepOf<V extends Verb> = Extract<Step, Record<V, unknown>>;

/** What a verb does. An outcome ends the stage; nothing means: go on. */
export type Action<V extends Verb> = (step: StepOf<V>, here: Here) => Promise<Outcome | undefined>;

/** Codes of things that were not on the page: an `optional` step passes over them, a wall explains them. */
const ABSENCE = ["control-missing", "sign-missing", "option-missing", "timeout"] as const;
export type AbsenceCode = (typeof ABSENCE)[number];
export type BrokenCode =
  | AbsenceCode
  | "ambiguous-control"
  | "confirmed-before-click"
  | "control-refused"
  | "host-refused"
  | "in-other-form"
  | "listing-not-on-page"
  | "locator-invalid"
  | "not-a-select"
  | "not-clickable"
  | "nothing-submitted"
  | "page-error"
  | "posts-elsewhere"
  | "row-moved"
  | "value-not-kept";

export function broken(here: Here, code: BrokenCode): Outcome {
  return { kind: "broken", step: here.id, code };
}

/** Not so once it has been explained: then it is some inner step's failure, with its evidence. */
export function isAbsence(outcome: Outcome): boolean {
  return outcome.kind === "broken" && outcome.evidence === undefined && ABSENCE.some((code) => code === outcome.code);
}

export function tell(here: Here, line: string): void {
  here.attempt.story.add(here.id, line);
  here.attempt.tools.log.debug({ broker: here.attempt.job.playbook.playbook.broker, step: here.id }, line);
}
