import type { Broker, Route } from "../catalog/broker.ts";
import { isInUnion } from "../grant/law-of.ts";

/**
 * The way that this person would take by themself, or nothing when no source has one that is open to them. For a Californian one
 * DROP request reaches hundreds of brokers, so it comes before any form or letter to one of them.
 */
export function chooseRoute({ routes }: Pick<Broker, "routes">, { residence, isCovered = false }: Standing): Route | undefined {
  const open = routes.filter((route) => isOpen(route, { residence, isCovered }));
  return open.find((route) => route.kind === "drop") ?? open[0];
}

interface Standing {
  readonly residence: string;
  /** A parent's opt-out covers it now, and sources agree on that. */
  readonly isCovered?: boolean;
}

function isOpen({ kind, basis }: Route, { residence, isCovered }: Standing): boolean {
  if (basis === "none" || kind === "none" || kind === "playbook") return false;
  // An old registration may have lapsed: only one of the present register is sure to be reached.
  if (kind === "drop") return residence === CALIFORNIA && basis !== "assumed";
  return kind !== "parent" || isCovered === true;
}

export const CALIFORNIA = "us-ca";

/** Whether the broker is known to deal in people who live there. */
export function isWhereTheyWork({ regions }: Pick<Broker, "regions">, residence: string): boolean {
  const [country = residence] = residence.split("-");
  return regions.some((region) => region === "global" || region === residence || region === country || (region === "eu" && isInUnion(residence)));
}
