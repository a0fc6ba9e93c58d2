import type { Submission, Truth } from "./truth.ts";

/** How many requests a site took in, all cycles and forms together. */
export function submissionsAt(truth: Truth, site: string): number {
  return truth.submissions.filter((one) => one.site === site).length;
}

/** Requests that a site took in twice for one listing, form and cycle: there must be none. */
export function doubleSubmissions(truth: Truth): Submission[] {
  const key = ({ site, listing, cycle, form }: Submission) => [site, listing, cycle, form].join("/");
  const first = new Set<string>();
  return truth.submissions.filter((one) => first.has(key(one)) || !first.add(key(one)));
}

/** The names of the person's fields that each host was told. */
export function fieldsPerHost(truth: Truth): Record<string, string[]> {
  const perHost = new Map<string, Set<string>>();
  for (const { host, fields } of truth.received) {
    const known = perHost.get(host) ?? new Set();
    perHost.set(host, new Set([...known, ...fields]));
  }
  return Object.fromEntries([...perHost].map(([host, fields]) => [host, [...fields].sort()]));
}

/** What was told without being declared. The present street and a personal address are so whatever was declared. */
export function toldBeyond(declared: readonly string[], told: readonly string[]): string[] {
  // A state of residence is the state of an address too: by its value nobody can tell which was meant.
  const known = [...declared, ...(declared.includes("residence.state") ? ["address.state"] : [])];
  return told.filter((field) => field === "address.street:current" || !known.includes(field.replace(/:past$/, "")));
}

export function requestsPerHost(truth: Truth): Record<string, number> {
  const hosts = truth.received.map(({ host }) => host);
  return Object.fromEntries([...new Set(hosts)].map((host) => [host, hosts.filter((other) => other === host).length]));
}

/** Requests to hosts that nobody may reach, and to forms that are there to mislead. */
export function strayRequests(truth: Truth): Truth["received"] {
  return truth.received.filter(({ kind }) => kind === "trap" || kind === "decoy");
}

/** Links that were opened more than once. */
export function repeatedClicks(truth: Truth): Truth["links"] {
  return truth.links.filter(({ clicks }) => clicks > 1);
}
