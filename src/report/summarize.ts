import type { Catalog } from "../catalog/load.ts";
import { standingOf } from "../ledger/broker-view.ts";
import type { Case } from "../ledger/case.ts";
import { NO_LISTING } from "../ledger/events.ts";
import { sayState, type State } from "../ledger/states.ts";
import type { Plan, Skip, SkipReason, Task } from "../plan/task.ts";
import { byBroker, type PlannedAt } from "./by-broker.ts";

/** One broker as a report shows it: outcomes and the next small step, no content of listings. */
export interface BrokerRow {
  readonly broker: string;
  readonly name: string;
  readonly state: State;
  /** The state as it is said to a person. */
  readonly said: string;
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

export interface SummaryInput {
  readonly catalog: Catalog;
  readonly cases: readonly Case[];
  readonly plan: Plan;
}

/** A row per broker of the catalog that anything is known of or planned for. Pure. */
export function summarize({ catalog, cases, plan }: SummaryInput): BrokerRow[] {
  const planned = byBroker(plan);
  const held = casesByBroker(cases);
  return [...catalog.brokers].map(([slug, broker]) => {
    const own = held.get(slug) ?? [];
    const state = standingOf(own)?.state ?? "unseen";
    return { broker: slug, name: broker.name, state, said: sayState(state), listings: own.map(listingRow), ...asked(own), ...covered(own, broker.parent), cameBack: cameBack(own), ...nextStep(planned(slug), state) };
  });
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

function saySkip(skip: Skip, state: State): string {
  if (skip.reason === "needs-review") return "is it you? unlist review";
  if (skip.reason === "needs-human") return `${skip.why}: unlist tasks`;
  if (skip.reason === "not-due" || skip.reason === "deferred") return state === "removed" || state === "not-listed" ? "look again" : "look whether it has gone";
  return skip.why;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
