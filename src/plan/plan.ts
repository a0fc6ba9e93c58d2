import { isWithdrawn, type Broker } from "../catalog/broker.ts";
import type { Catalog, LoadedPlaybook } from "../catalog/load.ts";
import type { Authority } from "../grant/standing.ts";
import type { Case } from "../ledger/case.ts";
import type { QueryKind } from "../subject/queries.ts";
import { barredPlaybook } from "./barred-playbook.ts";
import { orderOfWork } from "./order-of-work.ts";
import { planByHand } from "./plan-by-hand.ts";
import { planConfirm } from "./plan-confirm.ts";
import { planHuman } from "./plan-human.ts";
import { planOwnWay } from "./plan-own-way.ts";
import { planScan } from "./plan-scan.ts";
import { planSubmit } from "./plan-submit.ts";
import { takenUp } from "./taken-up.ts";
import { withinGrant } from "./within-grant.ts";
import type { Plan, Skip, Task } from "./task.ts";

/** All that a plan depends on. Plain data: "why did it (not) run?" is a table test. */
export interface PlanInput {
  readonly catalog: Catalog;
  readonly cases: readonly Case[];
  readonly now: Date;
  readonly subject: SubjectFacts;
  readonly selection: Selection;
  /** Rehearsal homes run local playbooks too, but reach only the hosts of the map. */
  readonly rehearsal?: { readonly hosts: ReadonlySet<string> };
  /** Cases, as `broker/listing`, whose step for a person one attends to now: they are due again. */
  readonly inHand?: ReadonlySet<string>;
  /** Hashes of local playbooks that the person approved. */
  readonly approvedPlaybooks: ReadonlySet<string>;
  /** Who may act for the person; they themself, unless it is said. Asked once more before each step. */
  readonly authority?: Authority;
}

/** What a plan needs to know of the person, without knowing the person. */
export interface SubjectFacts {
  readonly hasAlias: boolean;
  readonly hasMailbox: boolean;
  /** The operator may act for them: themself, or a grant that holds. Asked once more with each intent. */
  readonly mayAct: boolean;
  /** Country, and state where it is known: `us-ca`. */
  readonly residence?: string | undefined;
  /** The address that brokers are told to answer to, for a grant to agree with; it goes into no plan. */
  readonly repliesTo?: string | undefined;
  /** Brokers and `category:NAME`s for which sending a name without a listing is approved. */
  readonly approved: ReadonlySet<string>;
  /** Since when a kind of search has something to ask that it had not before: a move, another name. */
  readonly asksAnew?: Readonly<Partial<Record<QueryKind, string | undefined>>>;
}

export interface Selection {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** `scan`: look only, as `unlist scan` does. */
  readonly kinds?: readonly Task["kind"][];
}

/** One broker with everything that planning it looks at. */
export interface BrokerPlan extends PlanInput {
  readonly slug: string;
  readonly broker: Broker;
  readonly loaded: LoadedPlaybook;
  readonly own: readonly Case[];
}

/** What is due now, and for everything else why not. Pure. */
export function plan(input: PlanInput): Plan {
  const tasks: Task[] = [];
  const skips: Skip[] = [];
  const standing = { ...input, cases: input.cases.map((held) => takenUp(held, input)) };
  for (const [slug, broker] of orderOfWork(input.catalog)) {
    for (const entry of planBroker(slug, broker, standing).map((one) => withinGrant(one, standing))) {
      if ("reason" in entry) skips.push(entry);
      else tasks.push(entry);
    }
  }
  return { tasks: tasks.sort((a, b) => rank(a) - rank(b)), skips };
}

function planBroker(slug: string, broker: Broker, input: PlanInput): (Task | Skip)[] {
  if (!isSelected(slug, input.selection)) return [{ broker: slug, reason: "not-selected", why: "not among the brokers asked for" }];
  if (isWithdrawn(broker, input.now)) return [{ broker: slug, reason: "withdrawn", why: `it no longer shows people${broker.withdrawnOn === undefined ? "" : `, since ${broker.withdrawnOn}`}` }];
  const loaded = input.catalog.playbooks.get(slug);
  if (!loaded) return [planByHand(slug, broker, input)];
  const own = input.cases.filter((subject) => subject.broker === slug);
  const barred = barredPlaybook(slug, loaded, input);
  const byHand = planByHand(slug, broker, input);
  if (barred) return [insteadOf(barred, own, byHand)];
  const context = { ...input, slug, broker, loaded, own };
  if (isOutdone(byHand, context)) return [byHand];
  const entries = [...planConfirm(context), ...planScan(context), ...planSubmit(context), ...planHuman(context), ...planOwnWay(context)];
  const kinds = input.selection.kinds;
  return entries.map((entry) => ("reason" in entry || !kinds || kinds.includes(entry.kind) ? entry : { broker: slug, reason: "not-selected", why: `${entry.kind} was not asked for` }));
}

/** A playbook that can't be used bars no other way, unless it has begun something: then that waits for a better one. */
function insteadOf(barred: Skip, own: readonly Case[], byHand: Skip): Skip {
  return barred.reason === "not-mapped" || own.length > 0 || byHand.reason === "no-route" ? barred : byHand;
}

/** A form that asks about no listing is not sent where one DROP request does as much, nor to who does not deal in people of there. */
function isOutdone({ reason }: Skip, { loaded, own }: BrokerPlan): boolean {
  if (loaded.playbook.scan || own.some(({ request }) => request !== undefined)) return false;
  return reason === "by-drop" || reason === "covered-by-drop" || reason === "elsewhere" || reason === "settled";
}

function isSelected(slug: string, { only, skip }: Selection): boolean {
  return (only === undefined || only.includes(slug)) && !skip?.includes(slug);
}

/** Mails first, since links run out; then looks, since a listing that has gone needs no asking; then the asking. */
function rank(task: Task): number {
  return { confirm: 0, scan: 1, submit: 2 }[task.kind];
}
