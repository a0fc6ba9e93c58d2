import { lastHealth, type Health } from "../../author/check/health.ts";
import { ExitCode } from "../../base/errors.ts";
import type { Broker } from "../../catalog/broker.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import { openCatalog } from "../subject-view.ts";
import type { Call } from "../call.ts";

export async function brokersListCommand({ config, out, files }: Call): Promise<ExitCode> {
  const { brokers, playbooks } = await openCatalog(config);
  const health = await lastHealth(config.home, files);
  const listed = [...brokers].map(([slug, broker]) => ({ ...summary(slug, broker, playbooks.get(slug)), checked: checkedOf(health.get(slug)) }));
  const rows = listed.map(({ broker, category, route, basis, playbook, checked, asOf }) => [broker, category, `${route} (${basis})`, playbook?.health ?? "-", checked ? `${checked.verdict} ${checked.on}` : asOf]);
  const columns = [{ title: "broker", least: 12 }, { title: "kind", least: 10 }, { title: "way off (how sure)", least: 12 }, { title: "playbook" }, { title: "as of" }];
  out.result({ brokers: listed }, [...out.table(columns, rows), "", `${listed.length} brokers, ${playbooks.size} playbooks`]);
  out.next("unlist brokers show BROKER");
  return ExitCode.done;
}

/** The last look of `playbooks check` at its pages, from this machine. */
function checkedOf(health: Health | undefined) {
  return health ? { on: health.checkedAt.slice(0, 10), verdict: health.verdict } : null;
}

function summary(slug: string, broker: Broker, loaded: LoadedPlaybook | undefined) {
  const [first] = broker.routes;
  return {
    broker: slug,
    name: broker.name,
    category: broker.category,
    family: broker.family ?? null,
    parent: broker.parent ?? null,
    route: first?.kind ?? "none",
    basis: first?.basis ?? "none",
    asOf: loaded?.playbook.asOf ?? broker.asOf,
    playbook: loaded ? { version: loaded.playbook.version, health: loaded.playbook.health, isBundled: loaded.isBundled } : null,
  };
}
