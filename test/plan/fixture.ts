import { Broker } from "../../src/catalog/broker.ts";
import type { Catalog } from "../../src/catalog/load.ts";
import { loadPlaybook } from "../../src/catalog/load.ts";
import type { Case } from "../../src/ledger/case.ts";
import { plan, type PlanInput } from "../../src/plan/plan.ts";
import { BROKER, PLAYBOOK } from "../catalog/fixture.ts";
import { parseStrict } from "../../src/base/strict-yaml.ts";

export const NOW = "2027-03-01T12:00:00.000Z";

export function daysAgo(days: number): string {
  return new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
}

/** A playbook without a scan, whose form takes the address of a listing. */
export const PASTED_ADDRESS = PLAYBOOK.replace(/^scan:\n(?: .*\n)+/m, "").replace("  scan: [name]\n", "");
/** And one that asks about no listing. */
export const DIRECT_FORM = PASTED_ADDRESS.replace(", listing.url]", "]").replace(', "#url": "{{listing.url}}"', "");
/** A playbook that looks, and asks nothing. */
export const ONLY_LOOKS = PLAYBOOK.replace(/^optOut:\n(?: .*\n)+confirm:\n(?: .*\n)+/m, "").replace("  optOut: [contact.email, listing.url]\n", "");
export const ONE_FOR_ALL = PLAYBOOK.replace("optOut:\n  steps:", "optOut:\n  per: subject\n  steps:");

export interface World {
  /** Text of brokers/<slug>.yaml and playbooks/<slug>.yaml. */
  readonly brokers?: Readonly<Record<string, string>>;
  readonly playbooks?: Readonly<Record<string, string>>;
}

export function catalogOf({ brokers = { acme: BROKER }, playbooks = { acme: PLAYBOOK } }: World): Catalog {
  return {
    brokers: new Map(Object.entries(brokers).map(([slug, text]) => [slug, parseStrict({ file: `brokers/${slug}.yaml`, text }, Broker)])),
    playbooks: new Map(Object.entries(playbooks).map(([slug, text]) => [slug, { ...loadPlaybook({ file: `playbooks/${slug}.yaml`, text }), isBundled: true }])),
  };
}

/** Listing `k1aaaaaa` of acme, looked at ten days ago unless said otherwise. */
export function caseOf(differently: Partial<Case> = {}): Case {
  return {
    broker: "acme",
    listing: "k1aaaaaa",
    state: "planned",
    since: daysAgo(10),
    cycle: 1,
    lastLook: { at: daysAgo(10), result: "found" },
    absentAt: [],
    isRejected: false,
    fields: [],
    evidence: [],
    ...differently,
  };
}

/** The request of a case: its first step acknowledged `days` ago, unless said otherwise. */
export function request(days: number, differently: Partial<NonNullable<Case["request"]>["steps"][number]> = {}): NonNullable<Case["request"]> {
  return { id: "acme/k1aaaaaa/opt-out/1", steps: [{ step: "optOut.steps[2]", intendedAt: daysAgo(days), fields: [], hosts: [], outcome: "acknowledged", ...differently }] };
}

export function planned(cases: readonly Case[], { world = {}, ...differently }: Partial<PlanInput> & { readonly world?: World } = {}): string[] {
  const input: PlanInput = {
    catalog: catalogOf(world),
    cases,
    now: new Date(NOW),
    subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() },
    selection: {},
    approvedPlaybooks: new Set(),
    ...differently,
  };
  const { tasks, skips } = plan(input);
  return [...tasks.map(({ kind, broker, listing }) => `${kind} ${broker}/${listing}`), ...skips.map((skip) => `skip ${skip.broker}: ${skip.reason}`)];
}
