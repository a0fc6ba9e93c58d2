import { parentAt, type Broker } from "../catalog/broker.ts";
import type { Case } from "../ledger/case.ts";

/** The brokers whose opt-out may cover this one at that time, the nearest first: a parent may have a parent. */
export function parentsOf(slug: string, brokers: ReadonlyMap<string, Broker>, now: Date): string[] {
  const above: string[] = [];
  for (let next = parentOf(slug, brokers, now); next !== undefined && next !== slug && !above.includes(next); next = parentOf(next, brokers, now)) above.push(next);
  return above;
}

/** A listing that outlived the opt-out of its family, and was never asked for itself: sources were wrong about the parent. */
export function isUncovered({ state, request }: Pick<Case, "state" | "request">): boolean {
  return state === "still-listed" && request === undefined;
}

function parentOf(slug: string, brokers: ReadonlyMap<string, Broker>, now: Date): string | undefined {
  const broker = brokers.get(slug);
  return broker && parentAt(broker, now);
}
