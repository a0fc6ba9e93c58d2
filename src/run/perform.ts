import { EgressError, InterruptedError, PlaybookError, PolicyError, TransientError, UnauthorisedError } from "../base/errors.ts";
import type { LoadedPlaybook } from "../catalog/load.ts";
import { mailName } from "../catalog/mail-name.ts";
import { scanExtract } from "../catalog/walk-steps.ts";
import type { Session } from "../browser/session.ts";
import type { RequestStep } from "../ledger/case.ts";
import type { Task } from "../plan/task.ts";
import { identityOf } from "../playbook/extract/identity.ts";
import { matchListing } from "../playbook/match/match.ts";
import { splitName } from "../playbook/match/names.ts";
import type { StageJob } from "../playbook/desk.ts";
import type { Look, Outcome } from "../playbook/outcome.ts";
import { runStage } from "../playbook/run-stage.ts";
import { withRetries } from "../queue/retry.ts";
import type { SiteAnswer, Visit } from "../queue/visits.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import { requestLookup, scanLookup } from "../subject/lookup.ts";
import { queriesOf, type SubjectQuery } from "../subject/queries.ts";
import { requestFacts, scanFacts } from "../subject/subject-facts.ts";
import type { TaskOutcome } from "./events-of.ts";
import { mergeLooks } from "./merge-looks.ts";
import type { Rooms } from "./rooms.ts";
import { SentBeforeError, TaskDesk } from "./task-desk.ts";

/** One task from an open page to its outcome. Only errors that end the run leave it as throws. */
export async function perform(task: Task, rooms: Rooms): Promise<TaskOutcome> {
  const loaded = rooms.catalog.playbooks.get(task.broker);
  if (!loaded) throw new PlaybookError(`${task.broker} has no playbook`);
  using desk = new TaskDesk(task, rooms, loaded.playbook);
  const attempt: Attempt = { task, rooms, loaded, desk };
  try {
    await mayGoOn(attempt);
    const until = task.kind === "submit" ? await rooms.stageRemoval() : undefined;
    if (until) return { kind: "staged", until };
    return await withRetries(() => once(attempt), { attempts: 3, baseMs: 500, capMs: 10_000, clock: rooms.clock, random: rooms.random, signal: desk.signal });
  } catch (error) {
    return outcomeOfError(error, attempt);
  }
}

interface Attempt {
  readonly task: Task;
  readonly rooms: Rooms;
  readonly loaded: LoadedPlaybook;
  readonly desk: TaskDesk;
}

/** One try. What fails after the intent is an outcome here already, so that no retry crosses it. */
async function once(attempt: Attempt): Promise<TaskOutcome> {
  try {
    return await inSession(attempt);
  } catch (error) {
    const { openStep } = attempt.desk;
    if (openStep === undefined || !isOurs(error)) throw error;
    return { kind: "doubted", step: openStep, reason: "interrupted" };
  }
}

async function inSession(attempt: Attempt): Promise<TaskOutcome> {
  const { task, rooms, loaded, desk } = attempt;
  await using visit = await rooms.visit(loaded.playbook.hosts.site, task.broker);
  await using session = await rooms.browsers.open({ id: `${task.broker}-${task.stage}`, hosts: loaded.playbook.hosts, phase: task.stage }, desk.signal);
  const place = { session, visit };
  return await (task.kind === "scan" ? scan(attempt, place) : ask(attempt, place));
}

/** Where an attempt is: on a page, and on a visit to its site. */
interface Place {
  readonly session: Session;
  readonly visit: Visit;
}

/** Every name and place is asked for once; all listings of the broker share the answers. */
async function scan(attempt: Attempt, place: Place): Promise<TaskOutcome> {
  const { rooms, loaded } = attempt;
  const looks: Look[] = [];
  for (const query of queriesOf(rooms.profile, loaded.playbook.scan?.query ?? "name")) {
    if (looks.length > 0) await place.visit.again();
    const outcome = await stage(attempt, place, { lookup: scanLookup(query), about: scanFacts(rooms.profile, query, rooms.clock.now()), matches: matcher(attempt, query), isCrossed: () => false });
    if (outcome.kind !== "looked" && outcome.kind !== "unclear" && outcome.kind !== "broken") return outcome;
    looks.push(asLook(outcome));
  }
  return { kind: "looked", look: mergeLooks(looks) };
}

/** A scan whose page has changed says nothing about the listing. */
function asLook(outcome: Outcome & { kind: "looked" | "unclear" | "broken" }): Look {
  if (outcome.kind === "looked") return outcome.look;
  if (outcome.kind === "broken") return { kind: "unclear", reason: "drift", ...(outcome.evidence && { evidence: outcome.evidence }) };
  return { kind: "unclear", reason: outcome.reason, ...(outcome.retryAfterMs !== undefined && { retryAfterMs: outcome.retryAfterMs }) };
}

async function ask(attempt: Attempt, place: Place): Promise<TaskOutcome> {
  const { task, rooms, desk } = attempt;
  const listing = listingInHand(attempt);
  const broker = rooms.catalog.brokers.get(task.broker);
  const restsOn = await rooms.authorise(task);
  const lookup = requestLookup({ profile: rooms.profile, broker: task.broker, category: broker?.category ?? "other", ...(listing && { listing }), splitName, mailName: mailName(attempt.loaded.playbook, task), isMailTaken: isMailTaken(attempt), restsOn });
  const steps = desk.request.listings.flatMap((key) => rooms.ledger.view.cases.get(`${task.broker}/${key}`)?.request?.steps ?? []);
  if (isRenumbered(steps, attempt)) return { kind: "human", step: `${task.stage}.steps`, reason: "in-doubt", fields: [] };
  const isCrossed = (step: string) => steps.some((crossed) => crossed.step === step && crossed.outcome === "acknowledged");
  const [query] = queriesOf(rooms.profile, "name"); // nobody knows which town the page searched, so one town alone proves nothing
  const outcome = await stage(attempt, place, { lookup, about: requestFacts(rooms.profile, listing, rooms.clock.now()), matches: matcher(attempt, query), isCrossed, ...identityIn(attempt, listing) });
  if (outcome.kind === "looked") throw new PlaybookError(`${task.broker}: ${task.stage} ended in a look`);
  if (outcome.kind === "acknowledged") await rooms.ledger.append(...desk.completion());
  return outcome;
}

/** With one address for everything, a broker that takes an address once is asked once. */
function isMailTaken({ task, rooms, loaded, desk }: Attempt): boolean {
  if (loaded.playbook.optOut?.oncePerMail !== true || rooms.profile.contact?.perBroker !== "none") return false;
  return [...rooms.ledger.view.cases.values()].some(({ broker, listing, request }) => broker === task.broker && !desk.request.listings.includes(listing) && request !== undefined);
}

/** A step that another version of the playbook crossed may stand elsewhere in this one: nobody can tell what is left to do. */
function isRenumbered(steps: readonly RequestStep[], { loaded, task }: Attempt): boolean {
  const crossed = steps.filter(({ step, outcome }) => step.startsWith(`${task.stage}.`) && outcome !== "not-sent");
  return crossed.some(({ playbook }) => playbook !== undefined && playbook !== loaded.hash);
}

function listingInHand({ task, rooms, desk }: Attempt): ListingDetails | undefined {
  const subject = desk.request.listings.map((key) => rooms.ledger.view.cases.get(`${task.broker}/${key}`)).find((known) => known?.sealed !== undefined);
  return subject && rooms.ledger.reveal(subject);
}

/** What `choose` knows the listing by, when the opt-out looks for it again. */
function identityIn({ loaded }: Attempt, listing: ListingDetails | undefined): { identity?: string } {
  const extract = scanExtract(loaded.playbook);
  return listing && extract ? { identity: identityOf(listing, extract) } : {};
}

function matcher({ rooms }: Attempt, query: SubjectQuery | undefined): StageJob["matches"] {
  const asked = query ?? { name: { first: "", last: "" } };
  return (row) => matchListing(row, rooms.profile, asked, rooms.clock.now());
}

async function stage(attempt: Attempt, { session, visit }: Place, job: Omit<StageJob, "stage" | "playbook">): Promise<Outcome> {
  const { rooms, desk, loaded, task } = attempt;
  const tools = { session, desk, clock: rooms.clock, log: rooms.log, signal: desk.signal, patienceMs: rooms.patienceMs, isRehearsal: rooms.planning.rehearsal !== undefined, handOff: rooms.handOff, mayGoOn: () => mayGoOn(attempt) };
  try {
    return await runStage({ ...job, stage: task.stage, playbook: loaded }, tools);
  } catch (error) {
    if (error instanceof TransientError) await visit.note({ state: "down", retryAfterMs: error.retryAfterMs });
    throw error;
  } finally {
    const answer = answerOf(session);
    if (answer) await visit.note(answer);
  }
}

/** A step that hands something over is asked once more, with its fields. */
async function mayGoOn({ rooms, task }: Attempt): Promise<void> {
  await rooms.authorise({ ...task, fields: [] });
}

/** What the last page of the site said about coming back. */
function answerOf({ status, retryAfterMs }: Session): SiteAnswer | undefined {
  if (status === undefined) return undefined;
  const isBusy = status === 429 || status >= 500;
  return { state: isBusy ? "down" : "up", ...(isBusy && { retryAfterMs }) };
}

function outcomeOfError(error: unknown, { task, rooms }: Attempt): TaskOutcome {
  if (error instanceof TransientError) return error.retryAfterMs === undefined ? { kind: "site-down" } : { kind: "unclear", reason: "rate-limited", retryAfterMs: error.retryAfterMs };
  if (error instanceof PolicyError) return { kind: "refused", reason: refusalOf(error) };
  if (error instanceof SentBeforeError) return { kind: "human", step: error.step, reason: "in-doubt", fields: [] };
  if (!(error instanceof PlaybookError)) throw error;
  rooms.log.warn({ broker: task.broker, code: error.name }, "the playbook could not be run");
  return { kind: "broken", step: `${task.stage}.steps`, code: "playbook-error" };
}

function refusalOf(error: PolicyError): "disclosure" | "egress" | "grant" {
  if (error instanceof UnauthorisedError) return "grant";
  return error instanceof EgressError ? "egress" : "disclosure";
}

function isOurs(error: unknown): boolean {
  return error instanceof TransientError || error instanceof PlaybookError || error instanceof PolicyError || error instanceof InterruptedError;
}
