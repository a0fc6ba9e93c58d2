import type { Case } from "../ledger/case.ts";
import { barredPlaybook, mayAsk } from "./barred-playbook.ts";
import { isUncovered, parentsOf } from "./family.ts";
import type { BrokerPlan } from "./plan.ts";
import { planByHand } from "./plan-by-hand.ts";
import type { Skip } from "./task.ts";

/** States of a parent's listing that leave its opt-out to be hoped for, or that stand for one. */
const HOPEFUL: readonly string[] = ["unseen", "review", "planned", "reappeared", "needs-human", "in-doubt", "submitted", "awaiting-confirmation", "awaiting-removal", "unverifiable"];

/**
 * What no playbook asks about: the way that the person takes. A parent's opt-out comes first, as long as there is hope of one; a
 * listing that outlived it is asked for at its own broker, whatever sources say of the parent.
 */
export function planOwnWay(context: BrokerPlan): Skip[] {
  const wanting = context.own.filter((held) => wantsOwnWay(held, context));
  const [first] = wanting;
  if (!first) return [];
  const place = { listing: first.listing, state: first.state };
  const parent = wanting.some(isUncovered) ? undefined : parentToHopeFor(context);
  if (parent !== undefined) return [{ ...place, broker: context.slug, reason: "covered", why: `asked for through ${parent}` }];
  const cases = context.cases.filter((held) => held.broker !== context.slug || wanting.includes(held));
  return [{ ...planByHand(context.slug, context.broker, { ...context, cases, isUncovered: true }), ...place }];
}

/** A playbook may only look; and one of a form without a listing may have met a page that it does not know. */
function wantsOwnWay(held: Case, { loaded }: BrokerPlan): boolean {
  if (held.request?.steps.some((step) => step.outcome !== "not-sent")) return false;
  if (loaded.playbook.optOut) return held.state === "broken" && loaded.playbook.scan === undefined;
  return held.state === "planned" || held.state === "reappeared" || isUncovered(held);
}

function parentToHopeFor(context: BrokerPlan): string | undefined {
  return parentsOf(context.slug, context.catalog.brokers, context.now).find((parent) => mayYetAsk(parent, context));
}

function mayYetAsk(parent: string, context: BrokerPlan): boolean {
  const loaded = context.catalog.playbooks.get(parent);
  if (!loaded?.playbook.optOut || !mayAsk(loaded, context) || barredPlaybook(parent, loaded, context)) return false;
  const known = context.cases.filter((held) => held.broker === parent);
  return known.length === 0 || known.some(({ state }) => HOPEFUL.includes(state));
}
