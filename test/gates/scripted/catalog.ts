import { parseStrict } from "../../../src/base/strict-yaml.ts";
import { Broker } from "../../../src/catalog/broker.ts";
import { loadPlaybook, type Catalog } from "../../../src/catalog/load.ts";
import { Profile } from "../../../src/subject/profile.ts";
import { PICTURED, SITES } from "./brokers.ts";

/** The person that the scripted brokers list. */
export const JANE = Profile.parse({
  names: [{ first: "Jane", last: "Roe" }],
  addresses: [{ street: "12 Elm Street", city: "Austin", state: "TX", zip: "78701" }],
  birthYear: 1984,
  contact: { email: "jane.optout@alias.example" },
  residence: "us-tx",
  approved: ["whole"],
});

/** Every kind of way across: one form, a form and a link, two forms on end, a link and a form, a form that may follow, no listing, a picture first. */
export function scriptedCatalog(sites: readonly string[] = [...SITES, ...PICTURED]): Catalog {
  return {
    brokers: new Map(sites.map((site) => [site, parseStrict({ file: `brokers/${site}.yaml`, text: brokerText(site) }, Broker)])),
    playbooks: new Map(sites.map((site) => [site, { ...loadPlaybook({ file: `playbooks/${site}.yaml`, text: playbookText(site) }), isBundled: true }])),
  };
}

function brokerText(site: string): string {
  return `name: Scripted ${site}\ndomains: [${site}.example]\ncategory: people-search\nroutes: [{ kind: playbook, basis: known, reason: scripted }]\nasOf: 2026-11-22\n`;
}

const SUBMIT = (click: string, confirmed: string) => `    - submit: { click: "${click}", confirmed: "text=${confirmed}", within: 2s }\n`;
const PICTURE = (kind: string) => `    - human: { captcha: "#picture", kind: ${kind}, answer: "#answer" }\n`;
const LINK = (site: string) => `confirm:\n  steps:\n    - email: { from: ${site}.example, link: www.${site}.example/confirm, within: 48h }\n`;

const OPT_OUT: Readonly<Record<string, string>> = {
  direct: SUBMIT("#sent", "It is done"),
  branch: `${SUBMIT("#sent", "It is done")}    - if: { there: "#second", then: [{ submit: { click: "#second", confirmed: "text=It is done", within: 2s } }] }\n`,
  whole: SUBMIT("#sent", "It is done"),
  mailed: SUBMIT("#sent", "Check your inbox"),
  full: SUBMIT("#sent", "Check your inbox"),
  twice: SUBMIT("#sent", "Step one is done") + SUBMIT("#second", "It is done"),
  letters: `${PICTURE("image")}${SUBMIT("#sent", "It is done")}`,
  sums: `${PICTURE("sum")}${SUBMIT("#sent", "It is done")}`,
};

const CONFIRM: Readonly<Record<string, string>> = {
  mailed: `${LINK("mailed")}    - expect: "text=Your request is confirmed"\n`,
  full: `${LINK("full")}    - expect: "text=Step two"\n    - fill: { "#url": "{{listing.url}}" }\n${SUBMIT("#full", "It is done")}`,
};

function playbookText(site: string): string {
  const isWhole = site === "whole";
  const scan = `scan:
  query: name
  steps:
    - goto: https://www.${site}.example/people/{{name.first | slug}}-{{name.last | slug}}
    - extract: { each: .row, none: "text=No match", fields: { name: .name, age: .age, cities: .city, url: a } }
`;
  const fill = isWhole ? `{ "#name": "{{name.full}}", "#email": "{{contact.email}}" }` : `{ "#url": "{{listing.url}}", "#email": "{{contact.email}}" }`;
  return `broker: ${site}
version: 1
asOf: 2026-11-22
health: ok
hosts: { site: [www.${site}.example], mailLink: [www.${site}.example] }
discloses:
  scan: [${isWhole ? "" : "name"}]
  optOut: [${isWhole ? "name" : "listing.url"}, contact.email]
  confirm: [${site === "full" ? "listing.url" : ""}]
${isWhole ? "" : scan}optOut:
  per: ${isWhole ? "subject" : "listing"}
  steps:
    - goto: https://www.${site}.example/optout
    - fill: ${fill}
${OPT_OUT[site] ?? ""}${CONFIRM[site] ?? ""}`;
}
