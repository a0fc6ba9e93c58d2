import type { Broker, Category } from "../catalog/broker.ts";
import type { Catalog } from "../catalog/load.ts";

const SHOWS_PEOPLE: readonly Category[] = ["people-search", "property", "background-check", "genealogy", "phone"];

/**
 * The brokers in the order that helps a person most: first those known to show a home address or relatives, then those whose
 * trade is to show people, then the others; among equals the families whose one opt-out reaches most.
 */
export function orderOfWork({ brokers }: Pick<Catalog, "brokers">): (readonly [string, Broker])[] {
  const reach = new Map<string, number>();
  const placed = [...brokers].map(([slug, broker]) => ({ slug, broker, lane: laneOf(slug, brokers) }));
  for (const { lane } of placed) reach.set(lane, (reach.get(lane) ?? 0) + 1);
  const ranked = placed.map((place) => ({ ...place, harm: harmOf(place.broker), reach: reach.get(place.lane) ?? 1 }));
  return ranked.sort((a, b) => a.harm - b.harm || b.reach - a.reach || (a.slug < b.slug ? -1 : 1)).map(({ slug, broker }) => [slug, broker]);
}

/** Brokers of one family share a lane, and a child that names none is of its parent's. */
export function laneOf(slug: string, brokers: Catalog["brokers"], above: readonly string[] = []): string {
  const broker = brokers.get(slug);
  if (broker?.family !== undefined || broker?.parent === undefined || above.includes(slug)) return broker?.family ?? slug;
  return laneOf(broker.parent, brokers, [...above, slug]);
}

function harmOf({ shows, category }: Broker): number {
  if (shows.includes("address") || shows.includes("relatives")) return 0;
  return SHOWS_PEOPLE.includes(category) ? 1 : 2;
}
