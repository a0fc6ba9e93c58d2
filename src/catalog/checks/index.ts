import type { Catalog, LoadedPlaybook } from "../load.ts";
import { byHandLate } from "./by-hand-late.ts";
import type { BrokerCheck, Fault, PairCheck, PlaybookCheck } from "./check.ts";
import { chooseNeedsScan } from "./choose-without-scan.ts";
import { expiresLater, registeredBefore } from "./dates.ts";
import { extractLocator } from "./extract-locator.ts";
import { gotoStaysOnSite } from "./goto-off-site.ts";
import { hostsOnDomain } from "./hosts-on-domain.ts";
import { linkIsInConfirm } from "./irreversible-misplaced.ts";
import { linkIsOpen } from "./link-off-list.ts";
import { linkIsConfirmed } from "./link-without-expect.ts";
import { mirrorsAreCovered } from "./mirrors.ts";
import { nameIsDomain } from "./name-is-domain.ts";
import { scanHasNoneSign } from "./no-none-sign.ts";
import { offDomainDisclosure } from "./off-domain-disclosure.ts";
import { oneHostOneBroker } from "./one-host-one-broker.ts";
import { optOutSubmits } from "./opt-out-without-submit.ts";
import { parents } from "./parents.ts";
import { personalContact } from "./personal-contact.ts";
import { playbookHasBroker } from "./playbook-has-broker.ts";
import { deadStaysDead, playbookIsRoute, routesLead } from "./routes.ts";
import { scanExtracts } from "./scan-without-extract.ts";
import { uncheckedAddress } from "./unchecked-address.ts";
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
  expiresLater,
];

const PAIR_CHECKS: readonly PairCheck[] = [hostsOnDomain, offDomainDisclosure, uncheckedAddress];

const BROKER_CHECKS: readonly BrokerCheck[] = [nameIsDomain, parents, mirrorsAreCovered, routesLead, playbookIsRoute, personalContact, deadStaysDead, registeredBefore];

/** Everything wrong or doubtful with a catalog that its schemas can't see. A vendor's playbook is said once, not once a broker. */
export function findFaults(catalog: Catalog): Fault[] {
  const faults = [
    ...[...catalog.playbooks.values()].flatMap(findPlaybookFaults),
    ...playbookHasBroker(catalog),
    ...pairFaults(catalog),
    ...[...catalog.brokers].flatMap(([slug, broker]) => BROKER_CHECKS.flatMap((check) => check({ slug, broker }, catalog))),
    ...oneHostOneBroker(catalog),
  ];
  return [...new Map(faults.map((fault) => [JSON.stringify([fault.file, fault.line, fault.column, fault.rule, fault.message]), fault])).values()];
}

/** The same of one playbook by itself. What is merely doubtful in one that was given up, and so is never run, is nobody's work. */
export function findPlaybookFaults(loaded: LoadedPlaybook): Fault[] {
  const faults = PLAYBOOK_CHECKS.flatMap((check) => check(loaded));
  return loaded.playbook.health === "withdrawn" ? faults.filter(({ severity }) => severity === "error") : faults;
}

function pairFaults({ brokers, playbooks }: Catalog): Fault[] {
  return [...playbooks].flatMap(([slug, loaded]) => {
    const broker = loaded.playbook.broker === slug ? brokers.get(slug) : undefined;
    return broker ? PAIR_CHECKS.flatMap((check) => check(loaded, { slug, broker })) : [];
  });
}
