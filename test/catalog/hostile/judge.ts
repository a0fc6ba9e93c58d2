import { InvalidFileError, type FileIssue } from "../../../src/base/errors.ts";
import { ofPlainSize } from "../../../src/catalog/plain-size.ts";
import { parseStrict } from "../../../src/base/strict-yaml.ts";
import { Broker } from "../../../src/catalog/broker.ts";
import { findFaults, findPlaybookFaults } from "../../../src/catalog/checks/index.ts";
import { loadPlaybook, loadVendorPlaybook, type LoadedPlaybook } from "../../../src/catalog/load.ts";
import { withinASecond } from "../../fuzz.ts";
import { readVendor, sampleUse } from "../../../src/catalog/vendor.ts";
import { BROKER } from "../fixture.ts";

/** What becomes of a text: the issues that it is refused for, or the playbook that is taken. */
export type Reading = { readonly kind: "refused"; readonly issues: readonly FileIssue[] } | { readonly kind: "taken"; readonly loaded?: LoadedPlaybook };
export type Reader = (text: string) => Reading;

/** As a catalog's playbook is read, its broker beside it. */
export const readPlaybook: Reader = (text) =>
  reading(() => {
    const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text });
    const brokers = new Map([["acme", parseStrict({ file: "brokers/acme.yaml", text: BROKER }, Broker)]]);
    const issues = findFaults({ brokers, playbooks: new Map([["acme", loaded]]) }).filter(({ severity }) => severity === "error");
    return issues.length > 0 ? { kind: "refused", issues } : { kind: "taken", loaded };
  });

/** By itself, as an author's command reads it. */
export const readAlone: Reader = (text) =>
  reading(() => {
    const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text });
    const issues = findPlaybookFaults(loaded).filter(({ severity }) => severity === "error");
    return issues.length > 0 ? { kind: "refused", issues } : { kind: "taken", loaded };
  });

/** A vendor's, as the catalog checks one that no broker uses yet. */
export const readVendorFile: Reader = (text) =>
  reading(() => {
    const vendor = readVendor({ file: "playbooks/vendor-acme.yaml", text });
    return { kind: "taken", loaded: loadVendorPlaybook(vendor, sampleUse(vendor)) };
  });

export const readBroker: Reader = (text) =>
  reading(() => {
    const source = { file: "brokers/acme.yaml", text };
    parseStrict(source, Broker, ofPlainSize(source));
    return { kind: "taken" };
  });

function reading(read: () => Reading): Reading {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidFileError) return { kind: "refused", issues: error.issues };
    throw error;
  }
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

export interface Judged {
  readonly reading?: Reading;
  /** What is wrong with how the text was dealt with: it crashed, hung, or was refused without saying where and what to do. */
  readonly flaws: readonly string[];
}

export function judge(read: Reader, text: string): Judged {
  try {
    const done = withinASecond(() => read(text));
    const mute = done.kind === "refused" ? [...(done.issues.length === 0 ? ["refused without an issue"] : []), ...done.issues.flatMap((issue) => flawsOf(issue, text))] : [];
    return { reading: done, flaws: [...new Set(mute)] };
  } catch (error) {
    return { flaws: [`crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.slice(0, 600)] };
  }
}

export function flawsOf({ line, column, message, hint, path }: FileIssue, text: string): string[] {
  const lines = text.split("\n");
  const isThere = line >= 1 && line <= lines.length + 1 && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 2;
  const said = `${path} ${message} ${hint ?? ""}`;
  return [
    ...(isThere ? [] : [`no such place: ${line}:${column} (${message})`]),
    ...(hint !== undefined || /\bwants\b/.test(message) ? [] : [`no hint: ${message}`]),
    ...(HIDDEN.test(said) ? [`hidden characters in: ${JSON.stringify(said)}`] : []),
    ...(said.length > 3_000 ? [`${said.length} characters of words`] : []),
  ];
}
