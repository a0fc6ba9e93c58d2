import { after } from "../base/duration.ts";
import { InterruptedError, PolicyError, TransientError, UnlistError } from "../base/errors.ts";
import { mailName } from "../catalog/mail-name.ts";
import type { Playbook } from "../catalog/playbook.ts";
import type { Case } from "../ledger/case.ts";
import { NO_LISTING, type NewEvent } from "../ledger/events.ts";
import type { Task } from "../plan/task.ts";
import type { Capture, Desk, Intent, MailAnswer, MailPort, MailWish, Rest } from "../playbook/desk.ts";
import { aliasFor } from "../subject/contact-alias.ts";
import type { Rooms } from "./rooms.ts";

export interface TaskRequest {
  /** broker/listing/right/cycle: the key that the ledger refuses a second intent for. */
  readonly id: string;
  /** The broker's own listings that it is about; `-` when there are none. */
  readonly listings: string[];
}

/** The proxy's record says that this very step went out, and the ledger has lost it (a repair, a backup put back): a person looks first. */
export class SentBeforeError extends UnlistError {
  readonly step: string;

  constructor(step: string) {
    super(`${step} was sent before, and the ledger does not know of it`);
    this.step = step;
  }
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

  async disclose({ step, fields, hosts }: Intent): Promise<void> {
    await this.#rooms.authorise({ ...this.#task, fields });
    await this.#rooms.ledger.append({ type: "disclosed", ...this.#place(), step, fields: [...fields], hosts: [...hosts] });
  }

  /** One critical section: the home's lock keeps other processes out, the lane other tasks, and nothing is awaited between the last check and the write. */
  async intend({ step, fields, hosts, byHand = [] }: Intent): Promise<void> {
    if ((await this.#rooms.wire.read(this.wireName(step))) === "sent") throw new SentBeforeError(step);
    await this.#rooms.wire.announce(this.wireName(step));
    const restsOn = await this.#rooms.authorise({ ...this.#task, fields });
    if (this.#rooms.signal.aborted) throw new InterruptedError("stopped before the request was sent");
    this.#refuseUndeclared(fields);
    this.#refuseEarly();
    await this.#rooms.ledger.append(...this.#provenByMail(), { type: "intended", ...this.#asked(), ...(restsOn && { restsOn }), step, fields: [...new Set([...fields, ...byHand])], hosts: [...hosts] });
    this.#openStep = step;
  }

  wireName(step: string): string {
    return wireName(this.request.id, step);
  }

  async acknowledge(step: string, rest: Rest, evidence: string): Promise<void> {
    const next = { nothing: this.#afterAll(), "same-stage": "form", "later-stage": "mail" } as const;
    await this.#rooms.ledger.append({ type: "acknowledged", ...this.#asked(), step, next: next[rest], until: this.processingUntil(), evidence });
    this.#openStep = undefined;
    this.#stopUnlessOpen();
  }

  /** The stage is over with every crossing acknowledged: what the playbook allowed for besides was not asked for. */
  completion(): NewEvent[] {
    if (!this.#cases().some(({ request }) => request?.id === this.request.id && request.isHalfAsked === true)) return [];
    const next = this.#task.stage === "optOut" && this.#playbook.confirm ? "mail" : this.#afterAll();
    return [{ type: "completed", ...this.#asked(), step: `${this.#task.stage}.steps`, next, until: this.processingUntil() }];
  }

  async keep(shown: Omit<Capture, "png">, picture: () => Promise<Buffer | undefined>): Promise<string> {
    const png = await picture();
    return this.#rooms.keep({ ...shown, ...(png && { png }) });
  }

  processingUntil(): string {
    return after(this.#rooms.clock.now(), this.#playbook.pace.processing).toISOString();
  }

  #place(): { broker: string; listings: string[]; playbook: string } {
    const playbook = this.#rooms.catalog.playbooks.get(this.#task.broker)?.hash ?? "";
    return { broker: this.#task.broker, listings: this.request.listings, playbook };
  }

  #asked(): { broker: string; listings: string[]; playbook: string; request: string } {
    return { ...this.#place(), request: this.request.id };
  }

  #afterAll(): "removal" | "nothing-to-see" {
    return this.#playbook.scan ? "removal" : "nothing-to-see";
  }

  #cases(): Case[] {
    return this.request.listings.flatMap((listing) => this.#rooms.ledger.view.cases.get(`${this.#task.broker}/${listing}`) ?? []);
  }

  #refuseUndeclared(fields: Intent["fields"]): void {
    const stray = fields.find((field) => !this.#playbook.discloses[this.#task.stage].includes(field));
    if (stray !== undefined) throw new PolicyError(`${this.#task.broker}: the ${this.#task.stage} stage would send "${stray}", which it does not declare`);
  }

  #refuseEarly(): void {
    const now = this.#rooms.clock.now().getTime();
    const waitMs = Math.max(0, ...this.#cases().map(({ notBefore }) => Date.parse(notBefore ?? "1970-01-01") - now));
    if (waitMs > 0) throw new TransientError(`${this.#task.broker}: put off while it was prepared`, { retryAfterMs: waitMs });
  }

  /** A link in their mail, vouched for and to our alias, proves that the form it answers arrived, whatever its page said. */
  #provenByMail(): NewEvent[] {
    if (this.#task.stage !== "confirm") return [];
    const doubtful = this.#cases().flatMap(({ request }) => request?.steps ?? []).filter(({ step, outcome }) => step.startsWith("optOut.") && (outcome === "open" || outcome === "doubted"));
    return [...new Set(doubtful.map(({ step }) => step))].map((step): NewEvent => ({ type: "acknowledged", ...this.#asked(), step, next: "mail", until: this.processingUntil() }));
  }

  async #awaitMail(wish: MailWish, signal: AbortSignal): Promise<MailAnswer> {
    const { mail, profile } = this.#rooms;
    if (!mail || !profile.contact) return { kind: "unreachable" };
    return mail.await({ ...wish, to: aliasFor(profile.contact, mailName(this.#playbook, this.#task)), since: this.#askedAt() }, signal);
  }

  /** Mails older than the asking are about something else. A code inside the form comes before any intent. */
  #askedAt(): Date {
    const steps = this.#cases().flatMap(({ request }) => request?.steps ?? []);
    const first = steps.find((step) => step.step.startsWith("optOut."));
    return first ? new Date(first.intendedAt) : this.#rooms.clock.now();
  }

  #stopUnlessOpen(): void {
    if (this.#rooms.signal.aborted && this.#openStep === undefined) this.#stop.abort(this.#rooms.signal.reason);
  }
}
