import type { Catalog, LoadedPlaybook } from "../load.ts";
import type { Fault, PlaybookCheck } from "./check.ts";
import { chooseNeedsScan, linkIsConfirmed, linkIsInConfirm, optOutSubmits, scanExtracts, scanHasNoneSign } from "./flow.ts";
import { gotoStaysOnSite, linkIsOpen } from "./hosts.ts";
import { relationFaults } from "./relations.ts";
import { undeclaredDisclosure, unusedDisclosure } from "./undeclared-disclosure.ts";

const PLAYBOOK_CHECKS: readonly PlaybookCheck[] = [
  undeclaredDisclosure,
  unusedDisclosure,
  gotoStaysOnSite,
  linkIsOpen,
  optOutSubmits,
  linkIsConfirmed,
  linkIsInConfirm,
  scanHasNoneSign,
  scanExtracts,
  chooseNeedsScan,
];

/** Everything wrong or doubtful with a catalog that its schemas can't see. A vendor's playbook is said once, not once a broker. */
export function findFaults(catalog: Catalog): Fault[] {
  const faults = [...[...catalog.playbooks.values()].flatMap(findPlaybookFaults), ...relationFaults(catalog)];
  return [...new Map(faults.map((fault) => [JSON.stringify([fault.file, fault.line, fault.column, fault.rule, fault.message]), fault])).values()];
}

/** The same of one playbook by itself. */
export function findPlaybookFaults(loaded: LoadedPlaybook): Fault[] {
  return PLAYBOOK_CHECKS.flatMap((check) => check(loaded));
}
