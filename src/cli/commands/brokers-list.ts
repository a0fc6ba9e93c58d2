import { basename, join } from "node:path";
import { lastHealth, type Health } from "../../authoring/check/health.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { isMissing } from "../../base/files.ts";
import { didYouMean } from "../../base/nearest.ts";
import { CATEGORIES, ROUTE_KINDS } from "../../catalog/broker.ts";
import type { Catalog } from "../../catalog/load.ts";
import { brokerRows, type BrokerFacts, type BrokerFilter } from "../../report/broker-rows.ts";
import type { Call } from "../call.ts";
import { wrapped } from "../hand-lines.ts";
import { openCatalog } from "../subject-view.ts";

export async function brokersListCommand(call: Call): Promise<ExitCode> {
  const { config, out, options, files } = call;
  if (options.isSet("names") && !FILTERS.some((name) => options.text(name) !== undefined)) return everyName(call);
  const catalog = await openCatalog(config);
  const health = await lastHealth(config.home, files);
  const listed = brokerRows(catalog, filterOf(options, catalog)).map((row) => ({ ...row, checked: checkedOf(health.get(row.broker)) }));
  if (options.isSet("names")) {
    out.result(listed.map(({ broker }) => broker), listed.map(({ broker }) => broker));
    return ExitCode.done;
  }
  out.result({ brokers: listed }, [...out.table(COLUMNS, listed.map(rowOf)), "", ...wrapped(counted(listed), { width: out.width, indent: 0 })]);
  out.next("unlist brokers show BROKER");
  return ExitCode.done;
}

const FILTERS = ["category", "region", "route", "health", "family"] as const;

/** A shell asks for them at each Tab, and a broker's file is named by its slug: no file has to be opened. */
async function everyName({ config, files, out }: Call): Promise<ExitCode> {
  const there = (await files.list(join(config.catalogDir, "brokers")).catch(isMissing)) || [];
  const names = there.filter((name) => name.endsWith(".yaml")).map((name) => basename(name, ".yaml"));
  out.result(names.sort(), names);
  return ExitCode.done;
}

/** The last look of `playbooks check` at its pages, from this machine. */
function checkedOf(health: Health | undefined): Checked {
  return health ? { on: health.checkedAt.slice(0, 10), verdict: health.verdict } : null;
}

type Checked = { readonly on: string; readonly verdict: string } | null;

const COLUMNS = [{ title: "broker", least: 12 }, { title: "kind", least: 10 }, { title: "way off (how sure)", least: 12 }, { title: "playbook" }, { title: "health" }, { title: "as of" }];

function rowOf({ broker, category, route, basis, playbook, health, asOf, checked }: BrokerFacts & { readonly checked: Checked }): string[] {
  return [broker, category, `${route} (${basis})`, playbook === null ? "-" : `v${playbook.version}`, health, checked ? `${checked.verdict} ${checked.on}` : asOf];
}

/** `1279 brokers: 687 mail, 296 portal, …` */
function counted(listed: readonly BrokerFacts[]): string {
  const counts = ROUTE_KINDS.map((kind) => [kind, listed.filter(({ route }) => route === kind).length] as const).filter(([, count]) => count > 0);
  return `${listed.length} brokers: ${counts.map(([kind, count]) => `${count} ${kind}`).join(", ")}`;
}

function filterOf(options: Call["options"], { brokers }: Catalog): BrokerFilter {
  const families = [...new Set([...brokers].map(([slug, broker]) => broker.family ?? slug))];
  const regions = [...new Set([...brokers.values()].flatMap((broker) => broker.regions))];
  const one = (name: string, known: readonly string[]) => {
    const word = options.text(name);
    if (word === undefined || known.includes(word)) return word;
    throw new UsageError(`--${name} ${word}: no broker has that`, { hint: didYouMean(word, known) ?? known.slice(0, 14).join(", ") });
  };
  return { category: one("category", CATEGORIES), region: one("region", regions), route: one("route", ROUTE_KINDS), health: one("health", ["unverified", "ok", "broken", "withdrawn", "defunct"]), family: one("family", families) };
}
