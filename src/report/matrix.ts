import type { Rehearsals } from "../catalog/rehearsals.ts";
import type { Catalog } from "../catalog/load.ts";
import { ROUTE_KINDS } from "../catalog/broker.ts";
import { brokerRows, type BrokerFacts } from "./broker-rows.ts";

const HEAD = `# Brokers

Written by \`unlist brokers matrix --write docs/brokers.md\`; a test fails when it is stale.

A route is *known* (a run of ours has seen it work), *documented* (a source states it), *assumed* (only its place is on record) or *none*.
*Rehearsed* is the day on which this version of the playbook passed on local pages that are built from what is known: it proves the
playbook against that, not against today's site. *Seen live* says never until a run of ours on the real site is on record. Health \`unverified\`
means that nobody of ours has looked. Each broker's file in [brokers/](../brokers) has its reasons, contacts and sources.
`;

const COLUMNS = "| broker | kind | route | playbook | rehearsed | seen live | health | as of |\n|---|---|---|---|---|---|---|---|";

/** The support matrix as Markdown: what stands in the files, and nothing else. Pure. */
export function matrix(catalog: Catalog, rehearsals: Rehearsals): string {
  // By name: a catalog that was read from its snapshot has another order than one that was read from its files.
  const rows = brokerRows(catalog).toSorted((a, b) => (a.broker < b.broker ? -1 : 1));
  return [HEAD, `${rows.length} brokers, ${catalog.playbooks.size} playbooks. Routes: ${countsOf(rows)}.`, "", COLUMNS, ...rows.map((row) => line(row, rehearsals)), ""].join("\n");
}

function line(row: BrokerFacts, rehearsals: Rehearsals): string {
  const { broker, category, route, basis, playbook, health, asOf } = row;
  const cells = [`[${broker}](../brokers/${broker}.yaml)`, category, route === "none" ? "none" : `${route}, ${basis}`, playbook ? `v${playbook.version}` : "", rehearsedOn(row, rehearsals), playbook ? "never" : "", health, asOf];
  return `| ${cells.join(" | ")} |`;
}

/** Another version than the present one says nothing of it. */
function rehearsedOn({ broker, playbook }: BrokerFacts, rehearsals: Rehearsals): string {
  const passed = rehearsals[broker];
  return playbook && passed?.version === playbook.version ? passed.on : "";
}

function countsOf(rows: readonly BrokerFacts[]): string {
  const counts = ROUTE_KINDS.map((kind) => [kind, rows.filter(({ route }) => route === kind).length] as const);
  return counts.filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`).join(", ");
}
