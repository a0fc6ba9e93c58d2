import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { InvalidFileError, UsageError, type FileIssue } from "../base/errors.ts";
import { exists } from "../base/files.ts";
import { parseStrict, readDocument } from "../base/strict-yaml.ts";
import { Broker } from "./broker.ts";
import { findFaults } from "./checks/index.ts";
import { Slug } from "./names.ts";
import { Playbook } from "./playbook.ts";

/** A playbook as loaded: with the hash that evidence and trust are tied to, and the way back to its file. */
export interface LoadedPlaybook {
  readonly playbook: Playbook;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  readonly file: string;
  /** Its hash stands in the manifest that came with the product. */
  readonly isBundled: boolean;
  /** `playbooks/acme.yaml:14:22` for a step id like `optOut.steps[3]`. */
  readonly place: (step: string) => string;
}

export interface Catalog {
  readonly brokers: ReadonlyMap<string, Broker>;
  readonly playbooks: ReadonlyMap<string, LoadedPlaybook>;
}

export interface CatalogSource {
  /** The folder that holds `brokers/` and `playbooks/`. */
  readonly dir: string;
  /** Hashes that came with the product. A folder named by `--catalog` vouches for nothing, so it has none. */
  readonly trusted?: ReadonlySet<string>;
}

/** Reads a whole catalog; throws `InvalidFileError` with every issue of every file, so that nothing is run on a bad one. */
export async function loadCatalog(source: CatalogSource): Promise<Catalog> {
  if (!(await exists(join(source.dir, "brokers")))) {
    throw new UsageError("the catalog folder has no brokers/ in it", { hint: "--catalog wants a folder with brokers/ and playbooks/" });
  }
  const issues: FileIssue[] = [];
  const brokers = await readFolder(join(source.dir, "brokers"), issues, (entry) => parseStrict(entry, Broker));
  const playbooks = await readFolder(join(source.dir, "playbooks"), issues, (entry) => loadPlaybook(entry, source.trusted));
  const catalog = { brokers, playbooks };
  if (issues.length === 0) issues.push(...findFaults(catalog).filter((fault) => fault.severity === "error"));
  if (issues.length > 0) throw new InvalidFileError(issues);
  return catalog;
}

export function loadPlaybook(source: { file: string; text: string }, trusted?: ReadonlySet<string>): LoadedPlaybook {
  const playbook = parseStrict(source, Playbook);
  const hash = createHash("sha256").update(source.text).digest("hex");
  return { playbook, hash, file: source.file, isBundled: trusted?.has(hash) ?? false, place: (step) => placeOf(source, step) };
}

async function readFolder<T>(dir: string, issues: FileIssue[], read: (source: { file: string; text: string }) => T): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  if (!(await exists(dir))) return found;
  for (const name of (await readdir(dir)).sort()) {
    if (!name.endsWith(".yaml")) continue;
    const slug = basename(name, ".yaml");
    const file = join(basename(dir), name);
    const text = await readFile(join(dir, name), "utf8");
    collect(issues, () => found.set(slug, read({ file, text })));
    if (!Slug.safeParse(slug).success) issues.push({ file, line: 1, column: 1, path: "", message: "the file's name is no slug", hint: "small letters, digits and hyphens" });
  }
  return found;
}

function collect(issues: FileIssue[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error;
    issues.push(...error.issues);
  }
}

function placeOf(source: { file: string; text: string }, step: string): string {
  const path = step.split(/[.[\]]+/).filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const { line, column } = readDocument(source).locate(path, false);
  return `${source.file}:${line}:${column}`;
}

