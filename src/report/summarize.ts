import { standingOf } from "../ledger/broker-view.ts";
import { caseKey, type Case } from "../ledger/case.ts";
import { NO_LISTING } from "../ledger/events.ts";
import { sayState, type State } from "../ledger/states.ts";
import type { Skip, SkipReason, Task } from "../plan/task.ts";
import { byBroker, type PlannedAt } from "./by-broker.ts";
import { answersIn, sayAside, withAnswers, type Answers, type Aside, type PersonsView } from "./put-aside.ts";

/** One broker as a report shows it: outcomes and the next small step, no content of listings. */
export interface BrokerRow {
  readonly broker: string;
  readonly name: string;
  readonly state: State;
  /** The state as it is said to a person. */
  readonly said: string;
  /** The step that is the person's there was put off or left out by them. */
  readonly putAside?: Aside;
  readonly listings: readonly ListingRow[];
  /** When the last request went out, if one did. */
  readonly askedAt?: string;
  /** Names of the fields that were sent with requests, and to which hosts. */
  readonly sent: readonly string[];
  readonly hosts: readonly string[];
  /** The broker of the family whose request stands for this one's listings. */
  readonly coveredBy?: string;
  /** How often a removed listing came back. */
  readonly cameBack: number;
  readonly next: string;
  readonly nextAt?: string;
}

export interface ListingRow {
  readonly listing: string;
  readonly state: State;
  readonly since: string;
  readonly cycle: number;
  readonly reason?: string;
  readonly fields?: readonly string[];
}

/** A row per broker of the catalog that anything is known of or planned for. Pure. */
export function summarize(view: PersonsView): BrokerRow[] {
  const { catalog, cases, plan } = view;
  const answers = answersIn(view);
  const planned = byBroker(withAnswers(plan, answers, catalog));
  const held = casesByBroker(cases);
  return [...catalog.brokers].map(([slug, broker]) => {
    const own = held.get(slug) ?? [];
    const stands = standing(own, answers);
    return { broker: slug, name: broker.name, ...stands, listings: own.map(listingRow), ...asked(own), ...covered(own, broker.parent), cameBack: cameBack(own), ...nextStep(planned(slug), stands.state) };
  });
}

/** Something there is for the person to do, and they have neither put it off nor left it out. */
export function needsPerson({ state, putAside }: Pick<BrokerRow, "state" | "putAside">): boolean {
  return putAside === undefined && (state === "review" || state === "needs-human");
}

/** What was put aside speaks for its broker only where nothing else does, like a listing that was left. */
function standing(own: readonly Case[], answers: Answers): Pick<BrokerRow, "state" | "said" | "putAside"> {
  const asideOf = ({ broker, listing }: Case): Aside | undefined => answers.get(caseKey(broker, listing));
  const listing = standingOf(own.map((held): Case => (asideOf(held) ? { ...held, state: "left" } : held)))?.leading.listing;
  const leading = own.find((held) => held.listing === listing);
  const [state, aside] = [leading?.state ?? "unseen", leading && asideOf(leading)];
  return aside ? { state, said: sayAside(aside), putAside: aside } : { state, said: sayState(state) };
}

function listingRow({ listing, state, since, cycle, humanReason, deniedReason, reason, fields }: Case): ListingRow {
  const why = humanReason ?? deniedReason ?? reason;
  return { listing, state, since, cycle, ...(why !== undefined && { reason: why }), ...(fields.length > 0 && { fields }) };
}

function asked(own: readonly Case[]): Pick<BrokerRow, "askedAt" | "sent" | "hosts"> {
  const steps = own.flatMap((subject) => subject.request?.steps ?? []).filter((step) => step.outcome !== "not-sent");
  const askedAt = steps.map((step) => step.intendedAt).sort().at(-1);
  return { ...(askedAt !== undefined && { askedAt }), sent: unique(steps.flatMap((step) => step.fields)), hosts: unique(steps.flatMap((step) => step.hosts)) };
}

function covered(own: readonly Case[], parent: string | undefined): Pick<BrokerRow, "coveredBy"> {
  const hasListing = own.some((subject) => subject.listing !== NO_LISTING);
  const isAsked = own.some((subject) => subject.request !== undefined);
  return parent === undefined || !hasListing || isAsked ? {} : { coveredBy: parent };
}

function cameBack(own: readonly Case[]): number {
  return own.reduce((sum, subject) => sum + subject.cycle - 1, 0);
}

function casesByBroker(cases: readonly Case[]): Map<string, Case[]> {
  const found = new Map<string, Case[]>();
  for (const held of cases) found.set(held.broker, [...(found.get(held.broker) ?? []), held]);
  return found;
}

const WANTS_PERSON: readonly SkipReason[] = ["needs-human", "needs-review", "needs-mailbox", "needs-alias", "needs-listing", "needs-approval", "playbook-not-approved", "by-mail", "by-hand", "by-drop"];

function nextStep({ tasks: [task], skips }: PlannedAt, state: State): Pick<BrokerRow, "next" | "nextAt"> {
  if (task) return { next: sayTask(task) };
  const human = skips.find((skip) => WANTS_PERSON.includes(skip.reason));
  const dated = skips.filter((skip) => skip.until !== undefined).sort((a, b) => String(a.until).localeCompare(String(b.until)))[0];
  const skip = human ?? dated ?? skips[0];
  if (!skip) return { next: "nothing more" };
  return { next: saySkip(skip, state), ...(skip.until !== undefined && { nextAt: skip.until }) };
}

function sayTask(task: Task): string {
  return { scan: "look", submit: "ask", confirm: "read their mail" }[task.kind];
}

/** Something was asked there, or a request elsewhere stands for it. */
const MAY_GO: readonly State[] = ["in-doubt", "submitted", "awaiting-confirmation", "awaiting-removal", "covered", "still-listed"];

function saySkip(skip: Skip, state: State): string {
  if (skip.reason === "needs-review") return "is it you? unlist review";
  if (skip.reason === "needs-human") return `${skip.why}: unlist tasks`;
  if (skip.reason === "put-aside") return skip.until === undefined ? "nothing more" : "yours again";
  if (skip.reason === "not-due" || skip.reason === "deferred") return MAY_GO.includes(state) ? "look whether it has gone" : "look again";
  return skip.why;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
