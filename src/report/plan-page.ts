import { DAY_MS, toMs } from "../base/duration.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Case } from "../ledger/case.ts";
import type { Plan } from "../plan/task.ts";
import { NEVER_SENT } from "../subject/fields.ts";
import { cannotDo, type CannotGroup } from "./cannot-do.ts";
import type { BrokerForecast } from "./forecast.ts";

/** Brokers of which the same is to be said. */
export interface PlanGroup {
  readonly what: string;
  /** Names of the fields that they get to see. */
  readonly fields: readonly string[];
  /** Names of those that their form wants besides, and that only a person may give. */
  readonly yours: readonly string[];
  readonly brokers: readonly string[];
  readonly until?: string;
}

/** A plan as the page to trust, however many brokers there are: what is the same is said once, with everybody of whom it is true. */
export interface PlanPage {
  /** Due now, by what each of them would be sent. */
  readonly now: readonly PlanGroup[];
  /** What asking would send, should a listing be found there. */
  readonly toAsk: readonly PlanGroup[];
  /** Asked for by category: they would learn a name from us. */
  readonly approvals: readonly PlanGroup[];
  /** Not now, by the reason. */
  readonly notNow: readonly PlanGroup[];
  /** What is not done here at all, and what to do instead. */
  readonly cannot: readonly CannotGroup[];
  /** A person's minutes, as far as playbooks tell. */
  readonly minutes: number;
  /** How long those take that are asked, by their own words. */
  readonly days: { readonly least: number; readonly most: number } | undefined;
}

interface PageInput {
  readonly catalog: Catalog;
  readonly cases: readonly Case[];
  readonly plan: Plan;
  readonly brokers: readonly BrokerForecast[];
}

export function planPage({ catalog, cases, plan, brokers }: PageInput): PlanPage {
  const known = brokers.filter(({ hasPlaybook }) => hasPlaybook);
  const due = known.filter(({ now }) => now !== undefined);
  const asking = due.filter(({ sendsToAsk, now }) => sendsToAsk.length > 0 && now === "look");
  const wanting = new Set(plan.skips.filter(({ reason }) => reason === "needs-approval").map(({ broker }) => broker));
  const cannot = cannotDo({ catalog, cases, plan });
  const told = new Set([...wanting, ...cannot.flatMap((group) => group.brokers)]);
  const rest = known.filter(({ now, broker }) => now === undefined && !told.has(broker));
  const processing = due.flatMap(({ broker }) => catalog.playbooks.get(broker)?.playbook ?? []).filter(({ optOut }) => optOut).map(({ pace }) => Math.round(toMs(pace.processing) / DAY_MS));
  return {
    now: grouped(due, (row) => ({ what: row.now ?? "", ...partedFields(row.sendsNow) })),
    toAsk: grouped(asking, (row) => ({ what: "ask", ...partedFields(row.sendsToAsk) })),
    approvals: grouped(known.filter(({ broker }) => wanting.has(broker)), ({ broker }) => ({ what: `category:${catalog.brokers.get(broker)?.category ?? "other"}`, fields: ["name"], yours: [] })),
    notNow: grouped(rest, ({ why, until }) => ({ what: plainReason(why), fields: [], yours: [], ...(until !== undefined && { until: until.slice(0, 10) }) })),
    cannot,
    minutes: brokers.reduce((sum, row) => sum + row.minutes, 0),
    days: processing.length === 0 ? undefined : { least: Math.min(...processing), most: Math.max(...processing) },
  };
}

function partedFields(fields: readonly string[]): Pick<PlanGroup, "fields" | "yours"> {
  const isYours = (field: string) => NEVER_SENT.some((never) => never === field);
  return { fields: fields.filter((field) => !isYours(field)), yours: fields.filter(isYours) };
}

/** Reasons end in what concerns one broker alone: a command with its name, what its own file says of the way. */
function plainReason(why: string): string {
  return why.replace(/^(on their page|by mail|by letter|by phone|by hand|by DROP): .*$/, "$1").replace(/^(.*: unlist listing add) [a-z0-9-]+$/, "$1 BROKER");
}

/** The largest group first, its brokers in the order of the plan. */
function grouped(rows: readonly BrokerForecast[], of: (row: BrokerForecast) => Omit<PlanGroup, "brokers">): PlanGroup[] {
  const groups = new Map<string, { group: Omit<PlanGroup, "brokers">; brokers: string[] }>();
  for (const row of rows) {
    const group = of(row);
    const name = JSON.stringify(group);
    const held = groups.get(name) ?? { group, brokers: [] };
    held.brokers.push(row.broker);
    groups.set(name, held);
  }
  return [...groups.values()].map(({ group, brokers }) => ({ ...group, brokers })).sort((a, b) => b.brokers.length - a.brokers.length);
}
