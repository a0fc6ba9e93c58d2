import type { Catalog, LoadedPlaybook } from "../load.ts";
import { byHandLate } from "./by-hand-late.ts";
import type { Fault, PlaybookCheck } from "./check.ts";
import { chooseNeedsScan } from "./choose-without-scan.ts";
import { extractLocator } from "./extract-locator.ts";
import { gotoStaysOnSite } from "./goto-off-site.ts";
import { linkIsInConfirm } from "./irreversible-misplaced.ts";
import { linkIsOpen } from "./link-off-list.ts";
import { linkIsConfirmed } from "./link-without-expect.ts";
import { scanHasNoneSign } from "./no-none-sign.ts";
import { optOutSubmits } from "./opt-out-without-submit.ts";
import { relationFaults } from "./relations.ts";
import { scanExtracts } from "./scan-without-extract.ts";
import { undeclaredDisclosure } from "./undeclared-disclosure.ts";
import { unreachableStep } from "./unreachable-step.ts";
import { unusedDisclosure } from "./unused-disclosure.ts";
import { unusedExtraction } from "./unused-extraction.ts";

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
  extractLocator,
  unreachableStep,
  unusedExtraction,
  byHandLate,
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
