import { hostsOf, isUnder } from "../broker-hosts.ts";
import { faultIn, type PairCheck } from "./check.ts";

/** Personal values go to the broker's own domains, and to the vendor whose form its file names. */
export const hostsOnDomain: PairCheck = (loaded, { slug, broker }) => {
  const own = [...hostsOf(broker), ...(loaded.vendor?.domains ?? [])];
  return loaded.playbook.hosts.site.flatMap((host, i) =>
    isUnder(host, own) ? [] : [faultIn(loaded, { rule: "host-off-domain", path: ["hosts", "site", i], message: `is not under a domain of brokers/${slug}.yaml`, hint: own.join(", ") })],
  );
};
