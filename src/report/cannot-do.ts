import type { Broker } from "../catalog/broker.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Case } from "../ledger/case.ts";
import type { Plan, SkipReason } from "../plan/task.ts";

/** Brokers at which nothing more is done, for one and the same reason, and what a person can do instead. */
export interface CannotGroup {
  readonly why: string;
  readonly instead: string;
  readonly brokers: readonly string[];
}

interface Cannot extends Omit<CannotGroup, "brokers"> {
  readonly broker: string;
}

/** What no command here gets done, each with a way round it; the largest group first, its brokers in the order of the plan. Pure. */
export function cannotDo({ catalog, cases, plan }: { readonly catalog: Catalog; readonly cases: readonly Case[]; readonly plan: Plan }): CannotGroup[] {
  const unplanned = plan.skips.flatMap(({ broker, reason, why }): Cannot[] => {
    const instead = INSTEAD[reason]?.(catalog.brokers.get(broker));
    return instead === undefined ? [] : [{ broker, why, instead }];
  });
  const refused = cases.flatMap(({ broker, state, deniedReason }): Cannot[] => (state === "denied" ? [{ broker, why: `they refused: ${deniedReason ?? "no reason given"}`, instead: ASK_AGAIN }] : []));
  const broken = cases.flatMap(({ broker, state }): Cannot[] => (state === "broken" ? [{ broker, why: "their page is not what the playbook knows; it is tried again in some days", instead: BY_HAND }] : []));
  return grouped([...unplanned, ...refused, ...broken]);
}

const BY_HAND = "ask by their page, as unlist brokers show BROKER has it; then unlist request made BROKER";
const ASK_AGAIN = "give what they say is missing, or go to their regulator; unlist timeline BROKER has what they said";
const IN_WORDS = "write to any address on their site to be taken out; then unlist request made BROKER";

const INSTEAD: Readonly<Partial<Record<SkipReason, (broker: Broker | undefined) => string>>> = {
  "no-route": (broker) => (broker?.parent === undefined ? IN_WORDS : `ask ${broker.parent} first, look there yourself after it, and write to them if you are still there`),
  "playbook-out-of-date": () => BY_HAND,
  "playbook-unfinished": () => BY_HAND,
  "playbook-not-approved": () => BY_HAND,
  "not-granted": () => "a grant that covers it: unlist grant new",
  "not-mapped": () => "name a local page for it in the file of --map",
};

function grouped(all: readonly Cannot[]): CannotGroup[] {
  const groups = new Map<string, { why: string; instead: string; brokers: string[] }>();
  for (const { broker, why, instead } of all) {
    const group = groups.get(`${why} ${instead}`) ?? { why, instead, brokers: [] };
    if (!group.brokers.includes(broker)) group.brokers.push(broker);
    groups.set(`${why} ${instead}`, group);
  }
  return [...groups.values()].sort((a, b) => b.brokers.length - a.brokers.length);
}
