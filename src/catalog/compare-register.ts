import type { Broker, Registration } from "./broker.ts";
import type { Catalog } from "./load.ts";
import type { RegisterEntry, State } from "./register.ts";

export interface RegisterChange {
  readonly broker: string;
  /** Of the broker's file, with what it says now and what the register says. */
  readonly field: "registries" | "contact.email" | "contact.phone" | "contact.post";
  readonly from: string | null;
  readonly to: string;
  /** Of `registries`: the entry that names earlier years, which this one is added to. */
  readonly place?: number;
}

/** What a register has that the catalog lacks, says otherwise, or still has. */
export interface RegisterDiff {
  readonly added: readonly { readonly broker: string; readonly entry: RegisterEntry }[];
  readonly changed: readonly RegisterChange[];
  /** In our files as registered there, and not in the register. */
  readonly gone: readonly string[];
}

export interface Register {
  readonly state: State;
  readonly year: number;
  readonly entries: readonly RegisterEntry[];
}

/** Contacts that differ are shown and never overwritten: ours may have been looked at, and a register's are typed by its filers. Pure. */
export function compareRegister({ brokers }: Pick<Catalog, "brokers">, register: Register): RegisterDiff {
  const byDomain = new Map([...brokers].flatMap(([slug, broker]) => broker.domains.map((domain) => [domain, slug] as const)));
  const found = register.entries.map((entry) => ({ entry, slug: ownerOf(entry.host, byDomain) }));
  const seen = new Set(found.flatMap(({ slug }) => slug ?? []));
  const added = found.filter(({ slug }) => slug === undefined).map(({ entry }) => ({ broker: slugFor(entry.host), entry }));
  const changed = found.flatMap(({ entry, slug }) => (slug === undefined ? [] : changesIn(slug, brokers.get(slug), entry, register)));
  const gone = [...brokers].filter(([slug, broker]) => isIn(broker, register) && !seen.has(slug)).map(([slug]) => slug);
  return { added: [...new Map(added.map((one) => [one.broker, one])).values()], changed, gone };
}

/** A file's name, by its domain. */
export function slugFor(host: string): string {
  return host.replace(/\.com$/, "").replaceAll(".", "-");
}

function ownerOf(host: string, byDomain: ReadonlyMap<string, string>): string | undefined {
  const labels = host.split(".");
  return labels.map((_, i) => byDomain.get(labels.slice(i).join("."))).find((slug) => slug !== undefined);
}

function isIn({ registries }: Broker, { state, year }: Register): boolean {
  return registries.some((entry) => entry.in === state && (entry.years === undefined || entry.years.includes(year)));
}

function changesIn(slug: string, broker: Broker | undefined, entry: RegisterEntry, register: Register): RegisterChange[] {
  if (!broker) return [];
  const { contact } = broker;
  return [
    ...(isIn(broker, register) ? [] : [registration(slug, broker, register)]),
    ...differs(contact.email, entry.email, (to) => ({ broker: slug, field: "contact.email", from: contact.email ?? null, to })),
    ...differs(contact.phone, entry.phone, (to) => ({ broker: slug, field: "contact.phone", from: contact.phone ?? null, to })),
    ...differs(contact.post, entry.post, (to) => ({ broker: slug, field: "contact.post", from: contact.post ?? null, to })),
  ];
}

function registration(slug: string, { registries }: Broker, { state, year }: Register): RegisterChange {
  const place = registries.findIndex((entry) => entry.in === state);
  const said = registries[place];
  return { broker: slug, field: "registries", from: said ? sayEntry(said) : null, to: `${state} ${year}`, ...(said && { place }) };
}

function differs(ours: string | undefined, theirs: string | undefined, change: (to: string) => RegisterChange): RegisterChange[] {
  return theirs === undefined || bare(ours) === bare(theirs) ? [] : [change(theirs)];
}

/** `+1 (555) 010-0000` and `15550100000` say the same, and so do two ways of writing a street. */
function bare(text = ""): string {
  return text.toLowerCase().replace(/united states$/, "").replace(/[^a-z0-9@]/g, "").replace(/^1(?=\d{10}$)/, "");
}

function sayEntry({ in: state, years = [] }: Registration): string {
  return [state, ...years].join(" ");
}
