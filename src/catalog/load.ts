import { join } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { InvalidFileError, UsageError, type FileIssue } from "../base/errors.ts";
import { exists } from "../base/files.ts";
import { parseStrict, placesIn, type SourceText } from "../base/strict-yaml.ts";
import { Broker } from "./broker.ts";
import { findFaults } from "./checks/index.ts";
import { nothingKnown, type KnownFiles } from "./known-files.ts";
import { ofPlainSize } from "./plain-size.ts";
import { Playbook } from "./playbook.ts";
import { collect, readFolder } from "./read-folder.ts";
import { rememberSource } from "./sources.ts";
import { useVendors } from "./use-vendors.ts";
import { VENDOR_FILE, hashFor, readVendor, sampleUse, valueFor, type Vendor, type VendorUse } from "./vendor.ts";

/** A playbook as loaded: with the hash that evidence and trust are tied to, and the way back to its file. */
export interface LoadedPlaybook {
  readonly playbook: Playbook;
  /** SHA-256 of the file's bytes, hex; of a vendor's, with what the broker puts into it. */
  readonly hash: string;
  readonly file: string;
  /** Its hash stands in the manifest that came with the product. */
  readonly isBundled: boolean;
  /** `playbooks/acme.yaml:14:22` for a step id like `optOut.steps[3]`. */
  readonly place: (step: string) => string;
  /** The text that it was read from. */
  readonly source: SourceText;
  /** The vendor whose playbook it is, for this one broker. */
  readonly vendor?: Vendor;
}

export interface Catalog {
  readonly brokers: ReadonlyMap<string, Broker>;
  /** By broker. */
  readonly playbooks: ReadonlyMap<string, LoadedPlaybook>;
  /** By the vendor's name. */
  readonly vendors?: ReadonlyMap<string, Vendor>;
}

/** What is known of files before they are read. */
export interface Beforehand {
  /** Hashes that came with the product. A folder named by `--catalog` vouches for nothing, so it has none. */
  readonly trusted?: ReadonlySet<string> | undefined;
  /** What need not be parsed and checked again. */
  readonly known?: KnownFiles;
}

export interface CatalogSource extends Beforehand {
  /** The folder that holds `brokers/` and `playbooks/`. */
  readonly dir: string;
}

/** Reads a whole catalog; throws `InvalidFileError` with every issue of every file, so that nothing is run on a bad one. */
export async function loadCatalog(source: CatalogSource): Promise<Catalog> {
  const { catalog, issues } = await readCatalog(source);
  if (issues.length === 0) issues.push(...findFaults(catalog).filter((fault) => fault.severity === "error"));
  if (issues.length > 0) throw new InvalidFileError(issues);
  return catalog;
}

/** What of a catalog can be read, and what is wrong with the rest. */
export async function readCatalog({ dir, trusted, known = nothingKnown }: CatalogSource): Promise<{ catalog: Catalog; issues: FileIssue[] }> {
  if (!(await exists(join(dir, "brokers")))) {
    throw new UsageError("the catalog folder has no brokers/ in it", { hint: "--catalog wants a folder with brokers/ and playbooks/" });
  }
  const issues: FileIssue[] = [];
  const vendors = new Map<string, Vendor>();
  const brokers = await readFolder(join(dir, "brokers"), issues, (entry) => rememberSource(known.broker(entry.text) ?? parseStrict(entry, Broker, ofPlainSize(entry)), entry));
  const files = await readFolder(join(dir, "playbooks"), issues, (entry, slug) => {
    const [, name] = VENDOR_FILE.exec(slug) ?? [];
    if (name === undefined) return loadPlaybook(entry, { trusted, known });
    vendors.set(name, readVendor(entry));
    return undefined;
  });
  const own = [...files].flatMap(([slug, loaded]) => (loaded ? [[slug, loaded] as const] : []));
  const playbooks = new Map(own);
  const uses = useVendors({ brokers, vendors, own: playbooks }, issues);
  for (const [broker, use] of uses) collect(issues, () => playbooks.set(broker, loadVendorPlaybook(use.vendor, use, { trusted, known })));
  const used = new Set([...uses.values()].map(({ vendor }) => vendor));
  for (const vendor of vendors.values()) if (!used.has(vendor)) collect(issues, () => loadVendorPlaybook(vendor, sampleUse(vendor)));
  return { catalog: { brokers, playbooks, vendors }, issues };
}

export function loadPlaybook(source: SourceText, { trusted, known = nothingKnown }: Beforehand = {}): LoadedPlaybook {
  const hash = sha256(source.text);
  return loaded({ source, playbook: known.playbook(hash) ?? parseStrict(source, Playbook, ofPlainSize(source)), hash }, trusted);
}

/** A vendor's playbook as it is for one broker. */
export function loadVendorPlaybook(vendor: Vendor, use: VendorUse, { trusted, known = nothingKnown }: Beforehand = {}): LoadedPlaybook {
  const { source } = vendor;
  const hash = hashFor(vendor, use);
  const playbook = known.playbook(hash) ?? parseStrict(source, Playbook, () => valueFor(vendor, use));
  return { ...loaded({ source, playbook, hash }, trusted), vendor };
}

function loaded(read: Pick<LoadedPlaybook, "source" | "playbook" | "hash">, trusted: ReadonlySet<string> | undefined): LoadedPlaybook {
  return { ...read, file: read.source.file, isBundled: trusted?.has(read.hash) ?? false, place: (step) => placeOf(read.source, step) };
}

function placeOf(source: SourceText, step: string): string {
  const path = step.split(/[.[\]]+/).filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const { line, column } = placesIn(source)(path, false);
  return `${source.file}:${line}:${column}`;
}
