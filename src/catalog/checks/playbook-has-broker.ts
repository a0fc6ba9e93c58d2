import type { Catalog } from "../load.ts";
import { faultIn, type Fault } from "./check.ts";

/** How and who go together by name: `playbooks/acme.yaml` is for `brokers/acme.yaml`. */
export function playbookHasBroker({ brokers, playbooks }: Catalog): Fault[] {
  return [...playbooks].flatMap(([slug, loaded]) => {
    if (loaded.playbook.broker !== slug) return [faultIn(loaded, { rule: "slug-is-name", path: ["broker"], message: `the file is named "${slug}"`, hint: `broker: ${slug}` })];
    if (brokers.has(slug)) return [];
    return [faultIn(loaded, { rule: "playbook-without-broker", path: ["broker"], message: `there is no brokers/${slug}.yaml` })];
  });
}
