import type { Catalog } from "../load.ts";
import { sayPath } from "../../base/strict-yaml.ts";
import type { Broker } from "../broker.ts";
import { placeInBroker } from "../sources.ts";
import { faultIn, type Fault, type FaultWords } from "./check.ts";

/** What must hold between files: every playbook has its broker, on the broker's own domains; parents exist and don't loop. */
export function relationFaults(catalog: Catalog): Fault[] {
  return [...playbookFaults(catalog), ...parentFaults(catalog), ...domainFaults(catalog)];
}

function playbookFaults({ brokers, playbooks }: Catalog): Fault[] {
  return [...playbooks].flatMap(([slug, loaded]) => {
    const broker = brokers.get(loaded.playbook.broker);
    if (loaded.playbook.broker !== slug) return [faultIn(loaded, { rule: "slug-is-name", path: ["broker"], message: `the file is named "${slug}"`, hint: `broker: ${slug}` })];
    if (!broker) return [faultIn(loaded, { rule: "playbook-without-broker", path: ["broker"], message: `there is no brokers/${slug}.yaml` })];
    return loaded.playbook.hosts.site.flatMap((host, i) =>
      [...broker.domains, ...(loaded.vendor?.domains ?? [])].some((domain) => host === domain || host.endsWith(`.${domain}`))
        ? []
        : [faultIn(loaded, { rule: "host-off-domain", path: ["hosts", "site", i], message: `is not under a domain of brokers/${slug}.yaml`, hint: broker.domains.join(", ") })],
    );
  });
}

function parentFaults({ brokers }: Catalog): Fault[] {
  return [...brokers].flatMap(([slug, broker]) => {
    if (broker.parent === undefined) return [];
    if (!brokers.has(broker.parent)) return [brokerFault(slug, broker, { rule: "parent-missing", path: ["parent"], message: `parent "${broker.parent}" has no file` })];
    return loops(brokers, slug) ? [brokerFault(slug, broker, { rule: "parent-loop", path: ["parent"], message: "its parents lead back to it" })] : [];
  });
}

function loops(brokers: Catalog["brokers"], start: string): boolean {
  const seen = new Set<string>();
  for (let slug: string | undefined = start; slug !== undefined; slug = brokers.get(slug)?.parent) {
    if (seen.has(slug)) return true;
    seen.add(slug);
  }
  return false;
}

function domainFaults({ brokers }: Catalog): Fault[] {
  const owner = new Map<string, string>();
  return [...brokers].flatMap(([slug, broker]) =>
    broker.domains.flatMap((domain, i) => {
      const first = owner.get(domain);
      if (first === undefined) owner.set(domain, slug);
      return first === undefined ? [] : [brokerFault(slug, broker, { rule: "domain-twice", path: ["domains", i], message: `domain ${domain} stands in brokers/${first}.yaml too` })];
    }),
  );
}

function brokerFault(slug: string, broker: Broker, { rule, path, message }: Omit<FaultWords, "hint">): Fault {
  return { rule, severity: "error", ...placeInBroker(broker, slug, path), path: sayPath(path), message };
}
