import { after } from "../base/duration.ts";
import { InterruptedError } from "../base/errors.ts";
import { mailName } from "../catalog/mail-name.ts";
import type { Playbook } from "../catalog/playbook.ts";
import { NO_LISTING } from "../ledger/events.ts";
import type { Task } from "../plan/task.ts";
import type { Capture, Desk, Intent, MailAnswer, MailPort, MailWish } from "../playbook/desk.ts";
import { aliasFor } from "../subject/contact-alias.ts";
import type { Rooms } from "./rooms.ts";

export interface TaskRequest {
  /** broker/listing/right/cycle: the key that the ledger refuses a second intent for. */
  readonly id: string;
  /** The broker's own listings that it is about; `-` when there are none. */
  readonly listings: string[];
}

/** How the proxy's record calls an intent. */
export function wireName(request: string, step: string): string {
  return `${request}#${step}`;
}

export function requestOf(task: Task, rooms: Pick<Rooms, "ledger">): TaskRequest {
  const own = task.cases.filter((key) => key.startsWith(`${task.broker}/`)).map((key) => key.slice(task.broker.length + 1));
  const listings = own.length > 0 ? own : [NO_LISTING];
  const cycle = Math.max(...listings.map((listing) => rooms.ledger.view.cases.get(`${task.broker}/${listing}`)?.cycle ?? 1));
  return { id: `${task.broker}/${task.listing}/opt-out/${cycle}`, listings };
}

/** The desk of one task: what its playbook may ask for, tied to one request and one subject's ledger. */
export class TaskDesk implements Desk, Disposable {
  readonly request: TaskRequest;
  readonly mail: MailPort;
  readonly #task: Task;
  readonly #rooms: Rooms;
  readonly #playbook: Playbook;
  readonly #stop = new AbortController();
  readonly #onInterrupt = () => this.#stopUnlessOpen();
  #openStep: string | undefined;

  constructor(task: Task, rooms: Rooms, playbook: Playbook) {
    this.#task = task;
    this.#rooms = rooms;
    this.#playbook = playbook;
    this.request = requestOf(task, rooms);
    this.mail = { await: (wish, signal) => this.#awaitMail(wish, signal) };
    rooms.signal.addEventListener("abort", this.#onInterrupt);
  }

  [Symbol.dispose](): void {
    this.#rooms.signal.removeEventListener("abort", this.#onInterrupt);
  }

  /** Aborted by an interrupt, but not between an intent and its outcome: that step is finished first. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** The step whose intent is on disk and whose outcome is not known. */
  get openStep(): string | undefined {
    return this.#openStep;
  }

  async intend({ step, fields, hosts }: Intent): Promise<void> {
    if (this.#rooms.signal.aborted) throw new InterruptedError("stopped before the request was sent");
    await this.#rooms.authorise(this.#task);
    await this.#rooms.ledger.append({ type: "intended", ...this.#place(), step, fields: [...fields], hosts: [...hosts] });
    this.#openStep = step;
  }

  wireName(step: string): string {
    return wireName(this.request.id, step);
  }

  async acknowledge(step: string, isFinal: boolean, evidence: string): Promise<void> {
    const next = isFinal ? (this.#playbook.scan ? "removal" : "nothing-to-see") : "mail";
    await this.#rooms.ledger.append({ type: "acknowledged", ...this.#place(), step, next, until: this.processingUntil(), evidence });
    this.#openStep = undefined;
    this.#stopUnlessOpen();
  }

  keep(capture: Capture): Promise<string> {
    return this.#rooms.keep(capture);
  }

  processingUntil(): string {
    return after(this.#rooms.clock.now(), this.#playbook.pace.processing).toISOString();
  }

  #place(): { broker: string; listings: string[]; playbook: string; request: string } {
    const playbook = this.#rooms.catalog.playbooks.get(this.#task.broker)?.hash ?? "";
    return { broker: this.#task.broker, listings: this.request.listings, playbook, request: this.request.id };
  }

  async #awaitMail(wish: MailWish, signal: AbortSignal): Promise<MailAnswer> {
    const { mail, profile } = this.#rooms;
    if (!mail || !profile.contact) return { kind: "unreachable" };
    return mail.await({ ...wish, to: aliasFor(profile.contact, mailName(this.#playbook, this.#task)), since: this.#askedAt() }, signal);
  }

  /** Mails older than the asking are about something else. A code inside the form comes before any intent. */
  #askedAt(): Date {
    const steps = this.request.listings.flatMap((listing) => this.#rooms.ledger.view.cases.get(`${this.#task.broker}/${listing}`)?.request?.steps ?? []);
    const first = steps.find((step) => step.step.startsWith("optOut."));
    return first ? new Date(first.intendedAt) : this.#rooms.clock.now();
  }

  #stopUnlessOpen(): void {
    if (this.#rooms.signal.aborted && this.#openStep === undefined) this.#stop.abort(this.#rooms.signal.reason);
  }
}
