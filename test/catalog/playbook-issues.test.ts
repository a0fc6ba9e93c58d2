import { describe, expect, it } from "vitest";
import { loadPlaybook } from "../../src/catalog/load.ts";
import { PLAYBOOK, issuesOf, written } from "./fixture.ts";

const FILE = "playbooks/acme.yaml";

interface Expected {
  readonly at: string;
  readonly message: string;
  readonly hint?: string;
}

/** What is written, what is written instead, and where and how that is said. */
const CASES: readonly (readonly [string, string, string, Expected])[] = [
  ["a key nobody knows", "version: 1", "version: 1\nverions: 2", { at: "3:1 verions", message: 'unknown key "verions"', hint: 'did you mean "version"?' }],
  ["a wrong type", "version: 1", "version: one", { at: "2:10 version", message: "wants a number, found a text" }],
  ["a missing part", "  site: [www.acme.example]\n", "", { at: "5:3 hosts.site", message: "missing, wants a list" }],
  ["a date that is not in the calendar", "asOf: 2026-08-07", "asOf: 2026-02-30", { at: "3:7 asOf", message: "wants a day that the calendar has" }],
  ["a host with a scheme", "[www.acme.example]", '["https://www.acme.example"]', { at: "5:10 hosts.site[0]", message: "wants a host name in small letters, like www.acme.example" }],
  ["an address instead of a host", "[www.acme.example]", "[127.0.0.0x1]", { at: "5:10 hosts.site[0]", message: "wants a host name, not an address" }],
  ["a field that is no field", "optOut: [contact.email,", "optOut: [contact.mail,", { at: "9:12 discloses.optOut[0]", message: 'unknown value "contact.mail"', hint: 'did you mean "contact.email"?' }],
  ["a query nobody asks", "query: name", "query: nameAndZip", { at: "11:10 scan.query", message: 'unknown value "nameAndZip"', hint: 'did you mean "nameAndCity"?' }],
  ["a verb that is none", "- goto: https://www.acme.example/optout", "- got: https://www.acme.example/optout", { at: "17:7 optOut.steps[0].got", message: 'unknown key "got"', hint: 'did you mean "goto"?' }],
  ["a key of a step that is none", "submit: { click:", "submit: { clik:", { at: "19:17 optOut.steps[2].submit.clik", message: 'unknown key "clik"', hint: 'did you mean "click"?' }],
  ["a template field that is none", "{{contact.email}}", "{{contact.emial}}", { at: "18:25 optOut.steps[1].fill.#email", message: 'unknown field "contact.emial"', hint: 'did you mean "contact.email"?' }],
  ["a filter that is none", "{{name.last}}", "{{name.last | lowercase}}", { at: "13:13 scan.steps[0].goto", message: 'unknown filter "lowercase"' }],
  ["braces that do not pair", "{{name.last}}", "{{name.last}", { at: "13:13 scan.steps[0].goto", message: "has braces that do not pair" }],
  ["plain http", "https://www.acme.example/optout", "http://www.acme.example/optout", { at: "17:13 optOut.steps[0].goto", message: "wants an https address whose host is written out" }],
  ["a host from a field", "https://www.acme.example/optout", "https://{{name.last}}.example/optout", { at: "17:13 optOut.steps[0].goto", message: "wants an https address whose host is written out" }],
  ["a pattern that could back-track", "name: h3,", 'name: { at: h3, pattern: "(a)\\\\1" },', { at: "14:78 scan.steps[1].extract.fields.name.pattern", message: "is not a regular expression that RE2 takes" }],
  ["a row field that is none", "name: h3,", "name: h3, adress: p,", { at: "14:63 scan.steps[1].extract.fields.adress", message: 'unknown key "adress"', hint: 'did you mean "address"?' }],
  ["a time without its unit", "link: acme.example/confirm", "link: acme.example/confirm, within: 48", { at: "22:72 confirm.steps[0].email.within", message: "wants a text, found a number" }],
  ["a step of two verbs", "- expect: text=Confirmed", "- { expect: text=Confirmed, click: a }", { at: "23:9 confirm.steps[1].expect", message: '"expect" does not go with the other keys here' }],
];

describe("a playbook with a mistake is refused at its place", () => {
  it.each(CASES)("%s", (_, piece, otherwise, { at, message, hint }) => {
    const issues = issuesOf(() => loadPlaybook({ file: FILE, text: written(piece, otherwise) }));
    const issue = issues.find((one) => one.message === message);

    expect(issue && `${issue.line}:${issue.column} ${issue.path}`).toBe(at);
    expect(issue?.file).toBe(FILE);
    if (hint !== undefined) expect(issue?.hint).toBe(hint);
  });
});

it("takes the same playbook without a mistake, and fills in what is left out", () => {
  const { playbook } = loadPlaybook({ file: FILE, text: PLAYBOOK });

  expect(playbook).toMatchObject({ health: "untried", pace: { processing: "14d", confirmAfter: "72h", confirmAgainAfter: "7d", recheckEvery: "30d" }, optOut: { per: "listing" } });
});

it("says every mistake of a file at once", () => {
  const text = written("version: 1", "version: -1", written("query: name", "query: mane"));

  expect(issuesOf(() => loadPlaybook({ file: FILE, text })).map(({ path }) => path)).toEqual(["version", "scan.query"]);
});

it.each([
  ["a key twice", "version: 1\nversion: 2\n"],
  ["a bracket left open", "hosts: [a\n"],
])("refuses what is not YAML: %s", (_, text) => {
  const [issue] = issuesOf(() => loadPlaybook({ file: FILE, text }));

  expect(issue?.message).toContain("not valid YAML");
});

it("refuses aliases that multiply", () => {
  const bomb = ["a: &a [x, x]", ...Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*a, *a, *a]`)].join("\n");

  expect(issuesOf(() => loadPlaybook({ file: FILE, text: bomb }))[0]?.message).toBe("too many aliases");
});

it("leads from a step's id back to its line and column", () => {
  const { place } = loadPlaybook({ file: FILE, text: PLAYBOOK });

  expect([place("optOut.steps[2]"), place("scan.steps[1].extract"), place("confirm.steps[0]")]).toEqual([`${FILE}:19:7`, `${FILE}:14:16`, `${FILE}:22:7`]);
});
