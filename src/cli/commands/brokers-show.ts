import { ExitCode, UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import type { Broker, Route } from "../../catalog/broker.ts";
import type { Catalog, LoadedPlaybook } from "../../catalog/load.ts";
import { STAGES } from "../../catalog/playbook.ts";
import type { Call } from "../call.ts";
import { wrapped } from "../hand-lines.ts";
import { safeText } from "../safe-text.ts";
import { openCatalog } from "../subject-view.ts";

export async function brokersShowCommand({ args, config, out }: Call): Promise<ExitCode> {
  const [slug = ""] = args;
  const { brokers, playbooks } = await openCatalog(config);
  const broker = brokers.get(slug);
  if (!broker) throw new UsageError("no such broker in the catalog", { hint: didYouMean(slug, [...brokers.keys()]) ?? "unlist brokers list names them" });
  const loaded = playbooks.get(slug);
  out.result({ broker: slug, ...broker, playbook: loaded ? playbookJson(loaded) : null }, [...brokerLines(slug, broker, { brokers, width: out.width }), ...(loaded ? playbookLines(loaded, out.width) : ["", "No playbook: nothing is sent by unlist itself."])]);
  return ExitCode.done;
}

function playbookJson({ playbook, hash, isBundled }: LoadedPlaybook) {
  const { version, asOf, health, hosts, discloses, pace } = playbook;
  return { version, asOf, health, hash, isBundled, hosts, discloses, pace };
}

function brokerLines(slug: string, broker: Broker, { brokers, width }: { brokers: Catalog["brokers"]; width: number }): string[] {
  return [
    `${safeText(broker.name)} (${slug})`,
    ...line("sites", broker.domains, width),
    ...line("kind", [broker.category], width),
    ...line("shows", broker.shows.length > 0 ? broker.shows : ["not written down"], width),
    ...line("works in", broker.regions, width),
    ...line("family", [broker.family ?? slug], width),
    ...(broker.parent === undefined ? [] : line("parent", [`${broker.parent}; that it covers is ${broker.coverage ?? "not stated"}`], width)),
    ...mirrorLines(broker, brokers, width),
    ...broker.routes.flatMap((route) => routeLines(route, width)),
    ...line("contact", contactOf(broker), width),
    ...line("registers", broker.registries.map(({ in: state, years = [] }) => [state, ...years].join(" ")), width),
    ...line("health", [broker.health], width),
    ...line("as of", [broker.asOf], width),
    ...line("sources", broker.sources, width),
    ...(broker.notes === undefined ? [] : line("notes", [broker.notes], width)),
  ];
}

/** The same records elsewhere: who has no file of its own is asked along with this one, and nobody looks whether it helped. */
function mirrorLines({ mirrors }: Broker, brokers: Catalog["brokers"], width: number): string[] {
  return mirrors.flatMap(({ domain }, i) => {
    const [own] = [...brokers].find(([, other]) => other.domains.includes(domain)) ?? [];
    return wrapped(`${domain}, ${own === undefined ? "not looked at by itself" : `looked at as ${own}`}`, { width, indent: 2, mark: MARK(i === 0 ? "mirrors" : "") });
  });
}

function routeLines({ kind, basis, reason, at, asks, steps }: Route, width: number): string[] {
  return [
    ...wrapped(`${kind}, ${basis}: ${reason}`, { width, indent: 2, mark: MARK("way off") }),
    ...(at === undefined ? [] : [`  ${MARK("")}${safeText(at)}`]), // an address that is broken up can't be opened
    ...(asks.length === 0 ? [] : wrapped(`asks for ${asks.join(", ")}`, { width, indent: 2, mark: MARK("") })),
    ...steps.flatMap((step, i) => wrapped(step, { width, indent: 2 + TITLE, mark: `${i + 1}. ` })),
  ];
}

function contactOf({ contact: { email, emailEurope, post, phone, dead } }: Broker): string[] {
  return [email, emailEurope, post, phone, ...dead.map((address) => `${address} (dead)`)].filter((way) => way !== undefined);
}

function playbookLines({ playbook, hash, isBundled }: LoadedPlaybook, width: number): string[] {
  return [
    "",
    `Playbook version ${playbook.version}, as of ${playbook.asOf}, ${playbook.health}, ${isBundled ? "came with unlist" : "not one that came with unlist"}`,
    ...line("hash", [hash.slice(0, 16)], width),
    ...line("may reach", playbook.hosts.site, width),
    ...STAGES.filter((stage) => playbook[stage]).flatMap((stage) => line(`${stage} sends`, playbook.discloses[stage], width)),
  ];
}

const TITLE = 13;
const MARK = (title: string) => title.padEnd(TITLE);

function line(title: string, words: readonly string[], width: number): string[] {
  return wrapped(words.length === 0 ? "nothing" : words.join(", "), { width, indent: 2, mark: MARK(title) });
}
