import type { Broker } from "../catalog/broker.ts";
import type { Catalog } from "../catalog/load.ts";

/** One broker in a list, as far as anything is known of it. */
export interface BrokerFacts {
  readonly broker: string;
  readonly name: string;
  readonly category: string;
  readonly family: string | null;
  readonly parent: string | null;
  readonly regions: readonly string[];
  readonly shows: readonly string[];
  readonly registries: readonly string[];
  readonly health: string;
  readonly route: string;
  readonly basis: string;
  readonly reason: string;
  /** Every kind of route it has, in order. */
  readonly routes: readonly string[];
  readonly asOf: string;
  readonly playbook: { readonly version: number; readonly health: string; readonly isBundled: boolean } | null;
}

export interface BrokerFilter {
  readonly category?: string | undefined;
  readonly region?: string | undefined;
  readonly route?: string | undefined;
  readonly health?: string | undefined;
  readonly family?: string | undefined;
}

/** The brokers that the filter leaves, by slug. */
export function brokerRows({ brokers, playbooks }: Catalog, filter: BrokerFilter = {}): BrokerFacts[] {
  return [...brokers].filter(([slug, broker]) => fits(slug, broker, filter)).map(([slug, broker]) => {
    const route = mainRoute(broker);
    const loaded = playbooks.get(slug);
    return {
      broker: slug,
      name: broker.name,
      category: broker.category,
      family: broker.family ?? null,
      parent: broker.parent ?? null,
      regions: broker.regions,
      shows: broker.shows,
      registries: broker.registries.map((entry) => entry.in),
      health: broker.health,
      route: route?.kind ?? "none",
      basis: route?.basis ?? "none",
      reason: route?.reason ?? "no route is written down",
      routes: broker.routes.map(({ kind }) => kind),
      asOf: loaded?.playbook.asOf ?? broker.asOf,
      playbook: loaded ? { version: loaded.playbook.version, health: loaded.playbook.health, isBundled: loaded.isBundled } : null,
    };
  });
}

/** The first that is open to everybody: DROP is a Californian's. */
export function mainRoute({ routes }: Pick<Broker, "routes">): Broker["routes"][number] | undefined {
  return routes.find(({ kind }) => kind !== "drop") ?? routes[0];
}

function fits(slug: string, broker: Broker, { category, region, route, health, family }: BrokerFilter): boolean {
  if (category !== undefined && broker.category !== category) return false;
  if (region !== undefined && !broker.regions.includes(region)) return false;
  if (health !== undefined && broker.health !== health) return false;
  if (family !== undefined && (broker.family ?? slug) !== family) return false;
  return route === undefined || (route === "drop" ? broker.routes.some(({ kind }) => kind === "drop") : mainRoute(broker)?.kind === route);
}
