import { ExitCode, type FileIssue } from "../../base/errors.ts";
import { findFaults } from "../../catalog/checks/index.ts";
import type { Catalog } from "../../catalog/load.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";

/** Errors are thrown as everywhere else that reads a catalog (exit 2); warnings are only here. */
export async function playbooksLintCommand({ config, out }: Call): Promise<ExitCode> {
  const catalog = await openCatalog(config);
  const warnings = findFaults(catalog).filter(({ severity }) => severity === "warning");
  out.result({ ...counts(catalog), errors: [], warnings }, [...warnings.flatMap(warningLines), sayCounts(catalog, warnings.length)]);
  return ExitCode.done;
}

function warningLines({ file, line, column, path, message, hint }: FileIssue): string[] {
  return [`${file}:${line}:${column} ${path}`, `  warning: ${message}${hint === undefined ? "" : `: ${hint}`}`];
}

function counts({ brokers, playbooks }: Catalog) {
  return { brokers: brokers.size, playbooks: playbooks.size };
}

function sayCounts(catalog: Catalog, warnings: number): string {
  const { brokers, playbooks } = counts(catalog);
  return `${brokers} brokers and ${playbooks} playbooks: no errors, ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
}
