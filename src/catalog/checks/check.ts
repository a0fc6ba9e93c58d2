import type { FileIssue } from "../../base/errors.ts";
import { sayPath } from "../../base/strict-yaml.ts";
import type { Broker } from "../broker.ts";
import type { Catalog, LoadedPlaybook } from "../load.ts";
import { placeInBroker } from "../sources.ts";

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

/** A broker file, as a rule that is about one sees it. */
export interface NamedBroker {
  readonly slug: string;
  readonly broker: Broker;
}
export type BrokerCheck = (named: NamedBroker, catalog: Catalog) => Fault[];

/** A rule about a playbook beside the broker it is for. */
export type PairCheck = (loaded: LoadedPlaybook, named: NamedBroker) => Fault[];

export function faultIn(loaded: LoadedPlaybook, { rule, severity = "error", path, message, hint }: FaultWords): Fault {
  const said = sayPath(path);
  const [line = "1", column = "1"] = loaded.place(said).split(":").slice(-2);
  return { rule, severity, file: loaded.file, line: Number(line), column: Number(column), path: said, message, hint };
}

export function faultOf({ slug, broker }: NamedBroker, { rule, severity = "error", path, message, hint }: FaultWords): Fault {
  return { rule, severity, ...placeInBroker(broker, slug, path), path: sayPath(path), message, hint };
}
