import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InvalidFileError, type FileIssue } from "../../src/base/errors.ts";
import type { Fault } from "../../src/catalog/checks/check.ts";
import { findFaults } from "../../src/catalog/checks/index.ts";
import { Broker } from "../../src/catalog/broker.ts";
import { loadPlaybook } from "../../src/catalog/load.ts";
import { parseStrict } from "../../src/base/strict-yaml.ts";

export const BROKER = `
name: Acme People
domains: [acme.example]
category: people-search
routes: [{ kind: playbook, basis: known, reason: it has a form }]
asOf: 2026-08-07
`.trimStart();

/** Another broker, on a domain of its own, that nobody knows a way off, unless said otherwise. */
export function broker(name: string, route = "none, basis: none"): string {
  return BROKER.replace("acme.example", `${name}.example`).replace("playbook, basis: known", route);
}

/** The least that is a playbook with nothing wrong in it; a test breaks one line of it. */
export const PLAYBOOK = `
broker: acme
version: 1
asOf: 2026-08-07
hosts:
  site: [www.acme.example]
  mailLink: [acme.example]
discloses:
  scan: [name]
  optOut: [contact.email, listing.url]
scan:
  query: name
  steps:
    - goto: https://www.acme.example/{{name.last}}
    - extract: { each: .row, none: .none, fields: { name: h3, url: a } }
optOut:
  steps:
    - goto: https://www.acme.example/optout
    - fill: { "#email": "{{contact.email}}", "#url": "{{listing.url}}" }
    - submit: { click: button, confirmed: text=Thank you }
confirm:
  steps:
    - email: { from: acme.example, link: acme.example/confirm }
    - expect: text=Confirmed
`.trimStart();

/** The playbook with one piece of it written otherwise; a piece that is not there is a mistake of the test. */
export function written(piece: string, otherwise: string, text = PLAYBOOK): string {
  if (!text.includes(piece)) throw new Error(`the playbook has no ${JSON.stringify(piece)}`);
  return text.replace(piece, otherwise);
}

export function faultsIn(playbook: string, brokers: Readonly<Record<string, string>> = { acme: BROKER }): Fault[] {
  const parsed = Object.entries(brokers).map(([slug, text]) => [slug, parseStrict({ file: `brokers/${slug}.yaml`, text }, Broker)] as const);
  const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text: playbook });
  return findFaults({ brokers: new Map(parsed), playbooks: new Map([["acme", loaded]]) });
}

export function issuesOf(work: () => unknown): readonly FileIssue[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidFileError) return error.issues;
    throw error;
  }
  return [];
}

/** A catalog folder with these files in it. */
export async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "unlist-catalog-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return dir;
}
