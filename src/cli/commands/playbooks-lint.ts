import { stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ExitCode, UsageError, type FileIssue } from "../../base/errors.ts";
import { isMissing } from "../../base/files.ts";
import type { Fault } from "../../catalog/checks/check.ts";
import { findFaults } from "../../catalog/checks/index.ts";
import { schemaLineFaults } from "../../catalog/checks/schema-line.ts";
import { knownFiles } from "../../catalog/known-files.ts";
import { readCatalog, type Catalog } from "../../catalog/load.ts";
import { catalogIn, readSnapshot } from "../../catalog/snapshot.ts";
import type { Config } from "../../config/config.ts";
import { productRoot } from "../../config/product-root.ts";
import type { Call } from "../call.ts";

/** Everything wrong or doubtful with the files, all at once. A path is a catalog's folder, or a file in one. */
export async function playbooksLintCommand({ config, out, args }: Call): Promise<ExitCode> {
  const wishes = args.length === 0 ? [{ dir: config.catalogDir }] : await Promise.all(args.map(wishOf));
  const linted = (args.length === 0 ? await lintedByBuild(config) : undefined) ?? (await Promise.all(wishes.map(lint)));
  const findings = linted.flatMap((one) => one.findings);
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const brokers = linted.reduce((sum, { catalog }) => sum + catalog.brokers.size, 0);
  const playbooks = linted.reduce((sum, { catalog }) => sum + catalog.playbooks.size, 0);
  out.result({ brokers, playbooks, errors, warnings }, [...findings.flatMap(linesOf), `${count(brokers, "broker")} and ${count(playbooks, "playbook")}: ${count(errors.length, "error")}, ${count(warnings.length, "warning")}`]);
  return errors.length > 0 ? ExitCode.usage : ExitCode.done;
}

interface Wish {
  readonly dir: string;
  /** As the findings name it, `playbooks/acme.yaml`; nothing for the whole folder. */
  readonly file?: string;
}

async function wishOf(path: string): Promise<Wish> {
  const found = await stat(path).catch(isMissing);
  if (found === false) throw new UsageError("there is no such file or folder", { hint: "name a catalog's folder, or a file in its brokers/ or playbooks/" });
  if (found.isDirectory()) return { dir: path };
  const folder = dirname(resolve(path));
  return { dir: dirname(folder), file: join(basename(folder), basename(path)) };
}

/** The same bytes were read by the same code when dist/ was built: what it found then, it would find now. */
async function lintedByBuild({ catalogDir, isBundledCatalog }: Config): Promise<Linted[] | undefined> {
  const snapshot = isBundledCatalog ? await readSnapshot(catalogDir, "bytes") : undefined;
  return snapshot && [{ catalog: catalogIn(catalogDir, snapshot), findings: snapshot.findings }];
}

interface Linted {
  readonly catalog: Catalog;
  readonly findings: readonly Fault[];
}

/** What is said of other files is theirs; with files that can't be read, what should hold between files is not known. */
async function lint({ dir, file }: Wish): Promise<Linted> {
  const { catalog, issues } = await readCatalog({ dir, known: await knownFiles(productRoot()) });
  const unread = issues.map((issue): Fault => ({ rule: "schema", ...issue, severity: "error" }));
  const faults = findFaults(catalog).filter(({ rule }) => unread.length === 0 || rule !== "playbook-without-broker");
  const findings = [...unread, ...faults, ...schemaLineFaults(catalog)].filter((finding) => file === undefined || finding.file === file);
  return { catalog, findings };
}

function linesOf({ file, line, column, path, message, hint, rule, severity }: Fault & FileIssue): string[] {
  return [`${file}:${line}:${column}${path === "" ? "" : ` ${path}`}`, `  ${severity}: ${message}${hint === undefined ? "" : `: ${hint}`} [${rule}]`];
}

function count(number: number, word: string): string {
  return `${number === 0 ? "no" : number} ${word}${number === 1 ? "" : "s"}`;
}
