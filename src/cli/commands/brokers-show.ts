import { ExitCode, UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import type { Broker } from "../../catalog/broker.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import { STAGES } from "../../catalog/playbook.ts";
import type { Call } from "../call.ts";
import { safeText } from "../safe-text.ts";
import { openCatalog } from "../subject-view.ts";

export async function brokersShowCommand({ args, config, out }: Call): Promise<ExitCode> {
  const [slug = ""] = args;
  const { brokers, playbooks } = await openCatalog(config);
  const broker = brokers.get(slug);
  if (!broker) throw new UsageError("no such broker in the catalog", { hint: didYouMean(slug, [...brokers.keys()]) ?? "unlist brokers list names them" });
  const loaded = playbooks.get(slug);
  out.result({ broker: slug, ...broker, playbook: loaded ? playbookJson(loaded) : null }, [...brokerLines(slug, broker), ...(loaded ? playbookLines(loaded) : ["", "No playbook: nothing is sent by unlist itself."])]);
  return ExitCode.done;
}

function playbookJson({ playbook, hash, isBundled }: LoadedPlaybook) {
  const { version, asOf, health, hosts, discloses, pace } = playbook;
  return { version, asOf, health, hash, isBundled, hosts, discloses, pace };
}

function brokerLines(slug: string, broker: Broker): string[] {
  return [
    `${safeText(broker.name)} (${slug})`,
    line("sites", broker.domains),
    line("kind", [broker.category]),
    line("shows", broker.shows),
    line("family", [broker.family ?? slug]),
    ...broker.routes.map(({ kind, basis, reason }) => `  way off     ${kind}, ${basis}: ${safeText(reason)}`),
    line("as of", [broker.asOf]),
    ...(broker.notes === undefined ? [] : [line("notes", [safeText(broker.notes)])]),
  ];
}

function playbookLines({ playbook, hash, isBundled }: LoadedPlaybook): string[] {
  return [
    "",
    `Playbook version ${playbook.version}, as of ${playbook.asOf}, ${playbook.health}, ${isBundled ? "came with unlist" : "not one that came with unlist"}`,
    line("hash", [hash.slice(0, 16)]),
    line("may reach", playbook.hosts.site),
    ...STAGES.filter((stage) => playbook[stage]).map((stage) => line(`${stage} sends`, playbook.discloses[stage])),
  ];
}

function line(title: string, words: readonly string[]): string {
  return `  ${title.padEnd(12)}${words.length === 0 ? "nothing" : words.join(", ")}`;
}
