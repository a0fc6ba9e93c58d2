import type { Case } from "../ledger/case.ts";
import type { NewEvent } from "../ledger/events.ts";
import { parentsOf } from "../plan/family.ts";
import type { Rooms } from "./rooms.ts";

const STANDING: readonly string[] = ["submitted", "awaiting-confirmation", "awaiting-removal", "in-doubt", "unverifiable"];

/**
 * Listings that a request elsewhere in the family stands for. They are looked for again like any other: sources dispute
 * what a parent's opt-out covers, so "covered" is never taken for "gone".
 */
export async function cover({ catalog, ledger, clock }: Pick<Rooms, "catalog" | "ledger" | "clock">): Promise<void> {
  const cases = [...ledger.view.cases.values()];
  const planned = cases.filter((subject) => subject.state === "planned" && catalog.brokers.has(subject.broker));
  const events = planned.flatMap((subject): NewEvent[] => {
    const standing = coveringRequest(subject, cases, { catalog, clock });
    return standing ? [coveredBy(subject, standing)] : [];
  });
  if (events.length > 0) await ledger.append(...events);
}

/** A parent's, about whichever listing; or the broker's own, where one request is about all of them. */
function coveringRequest({ broker }: Case, cases: readonly Case[], { catalog, clock }: Pick<Rooms, "catalog" | "clock">): Case | undefined {
  const isForAll = catalog.playbooks.get(broker)?.playbook.optOut?.per === "subject";
  const parents = parentsOf(broker, catalog.brokers, clock.now());
  const standing = cases.filter((other) => other.request !== undefined && STANDING.includes(other.state));
  return [...(isForAll ? [broker] : []), ...parents].map((slug) => standing.find((other) => other.broker === slug)).find((found) => found !== undefined);
}

function coveredBy(subject: Case, standing: Case): NewEvent {
  const { request } = standing;
  return { type: "covered", broker: subject.broker, listings: [subject.listing], by: request?.id ?? standing.broker, ...(request?.until !== undefined && { until: request.until }) };
}
