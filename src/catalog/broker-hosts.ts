import type { Broker } from "./broker.ts";

/** Where a playbook of this broker may go: its domains, and the hosts of forms that a vendor runs for it. */
export function hostsOf({ domains, routes }: Pick<Broker, "domains" | "routes">): string[] {
  const vendors = routes.flatMap(({ vendor, at }) => (vendor === undefined || at === undefined ? [] : (URL.parse(at)?.hostname ?? [])));
  return [...domains, ...vendors];
}

/** Whether the host is one of these domains, or below one. */
export function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
