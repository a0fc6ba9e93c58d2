import { sourceOfBroker } from "../sources.ts";
import type { Catalog } from "../load.ts";
import type { SourceText } from "../../base/strict-yaml.ts";
import type { Fault } from "./check.ts";

/** Editors complete and check a file whose first line names its schema. The path there is the author's own matter. */
export function schemaLineFaults({ brokers, playbooks, vendors = new Map() }: Catalog): Fault[] {
  const own = [...playbooks.values()].filter(({ vendor }) => vendor === undefined);
  return [
    ...[...brokers.values()].flatMap((broker) => lineFault(sourceOfBroker(broker), "broker")),
    ...own.flatMap(({ source }) => lineFault(source, "playbook")),
    ...[...vendors.values()].flatMap(({ source }) => lineFault(source, "vendor")),
  ];
}

function lineFault(source: SourceText | undefined, kind: "broker" | "playbook" | "vendor"): Fault[] {
  const line = source?.text.split("\n", 1)[0] ?? "";
  const isNamed = /^# yaml-language-server: \$schema=\S+$/.test(line) && line.endsWith(`/${kind}.schema.json`);
  if (!source || isNamed) return [];
  const hint = `# yaml-language-server: $schema=../schemas/${kind}.schema.json`;
  return [{ rule: "schema-line", severity: "warning", file: source.file, line: 1, column: 1, path: "", message: "its first line does not name its schema", hint }];
}
