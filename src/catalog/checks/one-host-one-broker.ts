import type { Catalog } from "../load.ts";
import { faultOf, type Fault, type NamedBroker } from "./check.ts";

/** One record, one place: a host belongs to one broker, and so does everything below it. */
export function oneHostOneBroker({ brokers }: Catalog): Fault[] {
  const owner = new Map<string, string>();
  const twice = [...brokers].flatMap(([slug, broker]) =>
    broker.domains.flatMap((domain, i) => {
      const first = owner.get(domain);
      owner.set(domain, first ?? slug);
      return first === undefined ? [] : [faultOf({ slug, broker }, { rule: "domain-twice", path: ["domains", i], message: `domain ${domain} stands in brokers/${first}.yaml too` })];
    }),
  );
  return [...twice, ...[...brokers].flatMap(([slug, broker]) => broker.domains.flatMap((domain) => below(domain, { slug, broker }, owner)))];
}

function below(domain: string, named: NamedBroker, owner: ReadonlyMap<string, string>): Fault[] {
  const labels = domain.split(".");
  const above = labels.map((_, i) => labels.slice(i + 1).join(".")).find((higher) => (owner.get(higher) ?? named.slug) !== named.slug);
  return above === undefined ? [] : [faultOf(named, { rule: "domain-below-another", path: ["domains"], message: `${domain} is below ${above} of brokers/${owner.get(above) ?? ""}.yaml` })];
}
