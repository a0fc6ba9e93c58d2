import { faultOf, type BrokerCheck } from "./check.ts";

/** A mirror is looked at by a playbook of its own; its file names the broker whose opt-out covers it. */
export const mirrorsAreCovered: BrokerCheck = ({ slug, broker }, { brokers }) =>
  broker.mirrors.flatMap(({ domain }, i) => {
    const path = ["mirrors", i, "domain"];
    if (broker.domains.includes(domain)) return [faultOf({ slug, broker }, { rule: "mirror-is-itself", severity: "warning", path, message: `"${domain}" is the broker's own`, hint: "leave it out of mirrors" })];
    const [own, known] = [...brokers].find(([, other]) => other.domains.includes(domain)) ?? [];
    if (own === undefined || known?.parent === slug) return [];
    return [faultOf({ slug, broker }, { rule: "mirror-without-parent", severity: "warning", path, message: `"${domain}" has a file of its own (${own}) that does not say it is covered from here`, hint: `parent: ${slug} in brokers/${own}.yaml` })];
  });
