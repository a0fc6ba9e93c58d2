import type { FileIssue } from "../base/errors.ts";
import { didYouMean } from "../base/nearest.ts";
import { sayPath } from "../base/strict-yaml.ts";
import type { Broker } from "./broker.ts";
import { faultOfValue } from "./params.ts";
import { placeInBroker } from "./sources.ts";
import type { Vendor, VendorUse } from "./vendor.ts";

interface Found {
  readonly brokers: ReadonlyMap<string, Broker>;
  readonly vendors: ReadonlyMap<string, Vendor>;
  /** Brokers that have a playbook of their own. */
  readonly own: ReadonlyMap<string, unknown>;
}

/** Which broker uses which vendor's playbook, and with what. What does not fit together is an issue in the broker's file. */
export function useVendors(found: Found, issues: FileIssue[]): Map<string, VendorUse & { vendor: Vendor }> {
  const uses = new Map<string, VendorUse & { vendor: Vendor }>();
  for (const [slug, broker] of found.brokers) {
    if (!broker.playbook) continue;
    const vendor = found.vendors.get(broker.playbook.vendor);
    const mistakes = mistakesOf(slug, broker.playbook, vendor, found);
    issues.push(...mistakes.map(({ path, ...words }) => ({ ...placeInBroker(broker, slug, path), path: sayPath(path), rule: "vendor-use", ...words })));
    if (vendor && mistakes.length === 0) uses.set(slug, { broker: slug, values: broker.playbook.with, vendor });
  }
  return uses;
}

interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly hint?: string | undefined;
}

function mistakesOf(slug: string, use: NonNullable<Broker["playbook"]>, vendor: Vendor | undefined, { vendors, own }: Found): Mistake[] {
  if (own.has(slug)) return [{ path: ["playbook"], message: `there is a playbooks/${slug}.yaml too`, hint: "keep one of the two" }];
  if (!vendor) return [{ path: ["playbook", "vendor"], message: `there is no playbooks/vendor-${use.vendor}.yaml`, hint: didYouMean(use.vendor, [...vendors.keys()]) }];
  const unknown = Object.keys(use.with).filter((name) => !Object.hasOwn(vendor.params, name));
  const unknowns = unknown.map((name) => ({ path: ["playbook", "with", name], message: `"${name}" is no parameter of ${vendor.vendor}`, hint: didYouMean(name, Object.keys(vendor.params)) }));
  return [...unknowns, ...Object.entries(vendor.params).flatMap(([name, param]) => {
    const value = use.with[name];
    if (value === undefined) return [{ path: ["playbook", "with"], message: `"${name}" is missing`, hint: param.why }];
    const fault = faultOfValue(value, param);
    return fault === undefined ? [] : [{ path: ["playbook", "with", name], message: fault, hint: param.why }];
  })];
}
