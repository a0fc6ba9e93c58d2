import { faultOf, type BrokerCheck } from "./check.ts";

/** A file is named by its first domain, so that nobody enters a broker a second time under another name. */
export const nameIsDomain: BrokerCheck = ({ slug, broker }) => {
  const [first = ""] = broker.domains;
  const spelt = first.replaceAll(".", "-");
  if (spelt === slug || spelt.startsWith(`${slug}-`)) return [];
  return [faultOf({ slug, broker }, { rule: "name-is-domain", severity: "warning", path: ["domains", 0], message: `the file is not named by ${first}`, hint: `${spelt.replace(/-com$/, "")}.yaml` })];
};
