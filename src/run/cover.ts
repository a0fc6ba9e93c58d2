import { parentAt } from "../catalog/broker.ts";
import type { Case } from "../ledger/case.ts";
import type { NewEvent } from "../ledger/events.ts";
import type { Rooms } from "./rooms.ts";

const STANDING: readonly string[] = ["submitted", "awaiting-confirmation", "awaiting-removal", "in-doubt", "unverifiable"];

/**
 * Listings that a request elsewhere in the family stands for. They are looked for again like any other: sources dispute
 * what a parent's opt-out covers, so "covered" is never taken for "gone".
 */
export async function cover({ catalog, ledger, clock }: Pick<Rooms, "catalog" | "ledger" | "clock">): Promise<void> {
  const cases = [...ledger.view.cases.values()];
  const events = cases.filter((subject) => subject.state === "planned" && catalog.brokers.has(subject.broker)).flatMap((subject): NewEvent[] => {
    const broker = catalog.brokers.get(subject.broker);
    const parent = (broker && parentAt(broker, clock.now())) ?? subject.broker;
    const standing = coveringRequest(cases, parent, catalog);
    return standing ? [coveredBy(subject, standing)] : [];
  });
  if (events.length > 0) await ledger.append(...events);
}

function coveringRequest(cases: readonly Case[], parent: string, catalog: Rooms["catalog"]): Case | undefined {
  if (catalog.playbooks.get(parent)?.playbook.optOut?.per !== "subject") return undefined;
  return cases.find((other) => other.broker === parent && other.request !== undefined && STANDING.includes(other.state));
}

function coveredBy(subject: Case, standing: Case): NewEvent {
  const { request } = standing;
  return { type: "covered", broker: subject.broker, listings: [subject.listing], by: request?.id ?? standing.broker, ...(request?.until !== undefined && { until: request.until }) };
}
