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

/** What to do about a broken rule, where the finding itself has nothing nearer to say. */
const HINTS: Readonly<Record<string, string>> = {
  "playbook-without-broker": "write the broker's file, or name the playbook after one that there is",
  "goto-off-site": "add the host to hosts.site, or leave the page out",
  "link-off-list": "add the host to hosts.mailLink",
  "opt-out-without-submit": "end it with submit, or with the human step that takes its place",
  "link-without-expect": "put expect: text=… behind it",
  "irreversible-misplaced": "move it to the stage that it belongs to",
  "no-none-sign": "none: the words that they show when there is nobody",
  "scan-without-extract": "add an extract with each and fields",
  "unused-disclosure": "take it out of discloses",
  "unreachable-step": "leave out what is never reached",
  "coverage-without-parent": "name the parent, or leave coverage out",
  "parent-missing": "write the parent's file, or correct its name",
  "parent-loop": "leave the parent out where the chain should end",
  "domain-twice": "leave it in one of the two files",
  "domain-below-another": "leave it to the broker above, or make that the parent",
  "route-leads-nowhere": "add what the route needs, or take the route out",
  "dead-contact": "take it out of one of the two",
  "date-order": "correct one of the two dates",
  "off-domain-disclosure": "send them while a page of the broker is open",
  "choose-needs-scan": "give choose its own each and fields",
};

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
  return { rule, severity, file: loaded.file, line: Number(line), column: Number(column), path: said, message: onOneLine(message), hint: hint ?? HINTS[rule] };
}

export function faultOf({ slug, broker }: NamedBroker, { rule, severity = "error", path, message, hint }: FaultWords): Fault {
  return { rule, severity, ...placeInBroker(broker, slug, path), path: sayPath(path), message: onOneLine(message), hint: hint ?? HINTS[rule] };
}

/** Texts of a file may have tabs and line ends in them (`plain-texts.ts` lets no other control character in); words that quote one have not. */
function onOneLine(words: string): string {
  return words.replace(/\s/g, " ");
}
