import { addressParser, type Header } from "postal-mime";
import { getDomain } from "tldts";

/** The plain addresses of every header of these names, in small letters. */
export function addressesIn(headers: readonly Header[], names: readonly string[]): string[] {
  const values = headers.filter(({ key }) => names.includes(key)).map(({ value }) => value);
  return values.flatMap((value) => addressParser(value, { flatten: true })).flatMap(({ address }) => address?.trim().toLowerCase() ?? []);
}

/** The domain of an address that is plainly `local@domain`. One with two @ can be read in two ways, so it has none. */
export function domainOf(address: string): string | undefined {
  const [, domain] = /^[^\s@<>"(),;:\\]+@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/.exec(address) ?? [];
  return domain;
}

/** The domain or one under it. A public suffix (`co.uk`, `github.io`) is nobody's, so nothing is under it. */
export function isUnder(domain: string, parent: string): boolean {
  if (organisationOf(parent) === undefined) return false;
  return domain === parent || domain.endsWith(`.${parent}`);
}

/** Relaxed alignment: the same organisation behind both (https://www.rfc-editor.org/rfc/rfc7489#section-3.1). */
export function isAligned(one: string, other: string): boolean {
  const organisation = organisationOf(one);
  return organisation !== undefined && organisation === organisationOf(other);
}

function organisationOf(domain: string): string | undefined {
  return getDomain(domain, { allowPrivateDomains: true }) ?? undefined;
}
