import type { Case } from "./case.ts";
import { NO_LISTING } from "./events.ts";
import type { LedgerView } from "./view.ts";
import type { State } from "./states.ts";

/** What a person should hear first about a broker with several listings. */
const MOST_URGENT_FIRST: readonly State[] = [
  "needs-human", "review", "in-doubt", "still-listed", "reappeared", "broken", "planned", "awaiting-confirmation", "submitted", "awaiting-removal",
  "covered", "inconclusive", "denied", "unverifiable", "stopped", "left", "removed", "not-listed", "unseen",
];

/** Where one broker stands, out of its cases. */
export interface BrokerStanding {
  readonly broker: string;
  readonly state: State;
  /** The case that `state` is of. */
  readonly leading: Case;
  readonly cases: readonly Case[];
}

export function brokerStandings(view: Pick<LedgerView, "cases">): BrokerStanding[] {
  const byBroker = new Map<string, Case[]>();
  for (const held of view.cases.values()) byBroker.set(held.broker, [...(byBroker.get(held.broker) ?? []), held]);
  return [...byBroker.keys()].sort().flatMap((broker) => standingOf(byBroker.get(broker) ?? []) ?? []);
}

/** Listings speak for their broker; its own case (`-`) only while there are none, or none that is the subject's. */
export function standingOf(cases: readonly Case[]): BrokerStanding | undefined {
  const listings = cases.filter((held) => held.listing !== NO_LISTING && !isNone(held));
  const speaking = listings.length > 0 ? listings : cases.filter((held) => held.listing === NO_LISTING);
  const leading = [...(speaking.length > 0 ? speaking : cases)].sort((a, b) => urgency(a) - urgency(b))[0];
  return leading && { broker: leading.broker, state: leading.state, leading, cases };
}

function isNone(held: Case): boolean {
  return held.isRejected || held.state === "not-listed";
}

function urgency(held: Case): number {
  return MOST_URGENT_FIRST.indexOf(held.state);
}
