import type { FileIssue } from "../../base/errors.ts";
import { sayPath } from "../../base/strict-yaml.ts";
import type { LoadedPlaybook } from "../load.ts";

/** One rule broken: an issue at its place, with the rule's id. Errors stop the run, warnings are for `playbooks lint`. */
export interface Fault extends FileIssue {
  readonly rule: string;
  readonly severity: "error" | "warning";
}

export interface FaultWords {
  readonly rule: string;
  readonly severity?: "error" | "warning";
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A rule over one playbook. */
export type PlaybookCheck = (loaded: LoadedPlaybook) => Fault[];

export function faultIn(loaded: LoadedPlaybook, { rule, severity = "error", path, message, hint }: FaultWords): Fault {
  const said = sayPath(path);
  const [line = "1", column = "1"] = loaded.place(said).split(":").slice(-2);
  return { rule, severity, file: loaded.file, line: Number(line), column: Number(column), path: said, message, hint };
}
