import { ExitCode } from "../../base/errors.ts";
import type { Broker } from "../../catalog/broker.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import { openCatalog } from "../subject-view.ts";
import type { Call } from "../call.ts";

export async function brokersListCommand({ config, out }: Call): Promise<ExitCode> {
  const { brokers, playbooks } = await openCatalog(config);
  const listed = [...brokers].map(([slug, broker]) => summary(slug, broker, playbooks.get(slug)));
  const rows = listed.map(({ broker, category, route, basis, playbook, asOf }) => [broker, category, `${route} (${basis})`, playbook?.health ?? "-", asOf]);
  const columns = [{ title: "broker", least: 12 }, { title: "kind", least: 10 }, { title: "way off (how sure)", least: 12 }, { title: "playbook" }, { title: "as of" }];
  out.result({ brokers: listed }, [...out.table(columns, rows), "", `${listed.length} brokers, ${playbooks.size} playbooks`]);
  out.next("unlist brokers show BROKER");
  return ExitCode.done;
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
