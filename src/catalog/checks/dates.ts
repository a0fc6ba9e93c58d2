import type { Registration } from "../broker.ts";
import { faultIn, faultOf, type BrokerCheck, type PlaybookCheck } from "./check.ts";

/** Nothing is known of years that had not begun when the file was written. */
export const registeredBefore: BrokerCheck = ({ slug, broker }) => {
  const year = Number(broker.asOf.slice(0, 4));
  return broker.registries.flatMap((entry, i) =>
    lastYear(entry) > year + 1 ? [faultOf({ slug, broker }, { rule: "date-order", path: ["registries", i, "years"], message: `names a year long after asOf (${broker.asOf})` })] : [],
  );
};

export const expiresLater: PlaybookCheck = (loaded) => {
  const { asOf, expires } = loaded.playbook;
  if (expires === undefined || expires > asOf) return [];
  return [faultIn(loaded, { rule: "date-order", path: ["expires"], message: `is not after asOf (${asOf})` })];
};

function lastYear({ years = [] }: Registration): number {
  return Math.max(0, ...years.map((year) => Number(String(year).slice(-4))));
}
