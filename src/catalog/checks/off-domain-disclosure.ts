import { hostsOf, isUnder } from "../broker-hosts.ts";
import { fieldsIn, placedSteps } from "../walk-steps.ts";
import { faultIn, type PairCheck } from "./check.ts";

/**
 * A mail's link may go through the host of a mailing service, and end on a page of the broker's. What is typed after it must not
 * be open to that service: with values to come, the link has to lead to the broker's own hosts alone.
 */
export const offDomainDisclosure: PairCheck = (loaded, { broker }) => {
  const own = [...hostsOf(broker), ...(loaded.vendor?.domains ?? [])];
  const strange = loaded.playbook.hosts.mailLink.filter((host) => !isUnder(host, own));
  const [host] = strange;
  if (host === undefined) return [];
  return placedSteps(loaded.playbook, "confirm").flatMap(({ step, path }) =>
    fieldsIn(step).length === 0 ? [] : [faultIn(loaded, { rule: "off-domain-disclosure", path, message: `sends values while ${host} is open, which is not the broker's` })],
  );
};
