import { describe, expect, it } from "vitest";
import { BROKER, PLAYBOOK, faultsIn, written } from "./fixture.ts";

interface Expected {
  readonly rule: string;
  readonly severity?: "error" | "warning";
  readonly at: string;
  readonly says: string;
}

/** Each rule with the one change to a good playbook that breaks it. */
const BROKEN: readonly (readonly [string, string, Expected])[] = [
  [
    "a step sends what is not declared",
    written("  scan: [name]", "  scan: []"),
    { rule: "undeclared-disclosure", at: "13:7 scan.steps[0]", says: 'sends "name", which discloses.scan does not name' },
  ],
  [
    "a choice sends what is not declared",
    written("- submit:", '- select: { "#state": { text: "{{address.state}}" } }\n    - submit:'),
    { rule: "undeclared-disclosure", at: "19:7 optOut.steps[2]", says: 'sends "address.state"' },
  ],
  [
    "a branch sends what is not declared",
    written("- expect: text=Confirmed", '- expect: text=Confirmed\n    - if: { there: "#p", then: [{ fill: { "#p": "{{phone}}" } }] }'),
    { rule: "undeclared-disclosure", at: "24:33 confirm.steps[2].if.then[0]", says: 'sends "phone"' },
  ],
  [
    "a declared field is never sent",
    written("[contact.email, listing.url]", "[contact.email, listing.url, age]"),
    { rule: "unused-disclosure", severity: "warning", at: "9:40 discloses.optOut[2]", says: 'no step of optOut sends "age"' },
  ],
  [
    "a page is off the site",
    written("goto: https://www.acme.example/optout", "goto: https://acme.example/optout"),
    { rule: "goto-off-site", at: "17:13 optOut.steps[0].goto", says: '"acme.example", which hosts.site does not name' },
  ],
  [
    "a page hides its host behind a user",
    written("goto: https://www.acme.example/optout", "goto: https://www.acme.example@evil.example/optout"),
    { rule: "goto-off-site", at: "17:13 optOut.steps[0].goto", says: '"evil.example"' },
  ],
  [
    "a mail's link leads to a host that is not open",
    written("mailLink: [acme.example]", "mailLink: [mail.acme.example]"),
    { rule: "link-off-list", at: "22:42 confirm.steps[0].email.link", says: '"acme.example", which hosts.mailLink does not name' },
  ],
  [
    "an opt-out never submits",
    written("    - submit: { click: button, confirmed: text=Thank you }\n", "    - click: button\n"),
    { rule: "opt-out-without-submit", at: "17:5 optOut.steps", says: "has no submit" },
  ],
  [
    "a link is not followed by the words of its page",
    written("    - expect: text=Confirmed\n", "    - click: a\n"),
    { rule: "link-without-expect", at: "22:7 confirm.steps[0]", says: "must be followed by an expect" },
  ],
  [
    "a scan submits",
    written("    - extract:", "    - submit: { click: button, confirmed: text=Sent }\n    - extract:"),
    { rule: "irreversible-misplaced", at: "14:7 scan.steps[1]", says: "a scan changes nothing outside" },
  ],
  [
    "a link is opened outside confirm",
    written("{ click: button, confirmed: text=Thank you }", "{ click: button, confirmed: text=Thank you }\n    - email: { from: acme.example, link: acme.example/confirm }"),
    { rule: "irreversible-misplaced", at: "20:7 optOut.steps[3]", says: "a mail link belongs to confirm" },
  ],
  [
    "a scan has no sign that nobody is there",
    written("none: .none, ", ""),
    { rule: "no-none-sign", severity: "warning", at: "14:16 scan.steps[1].extract", says: "will stay inconclusive" },
  ],
  [
    "a scan looks at nothing",
    written("extract: { each: .row, none: .none, fields: { name: h3, url: a } }", "click: a"),
    { rule: "scan-without-extract", at: "13:5 scan.steps", says: "it has no extract" },
  ],
  [
    "a row is looked for by its words",
    written("each: .row", "each: text=Jane"),
    { rule: "extract-locator", at: "14:24 scan.steps[1].extract.each", says: 'a "text=" locator can\'t be followed in rows' },
  ],
  [
    "a field of a row is looked for by its label",
    written("url: a }", "url: a, age: { at: label=Age } }"),
    { rule: "extract-locator", at: "14:82 scan.steps[1].extract.fields.age.at", says: 'a "label=" locator' },
  ],
  [
    "a step comes after one that is a person's to the end",
    written("    - submit:", "    - human: { account: Open one. }\n    - submit:"),
    { rule: "unreachable-step", severity: "warning", at: "20:7 optOut.steps[3]", says: "a person's to the end" },
  ],
  [
    "a page is left at once",
    written("- goto: https://www.acme.example/optout", "- goto: https://www.acme.example/\n    - goto: https://www.acme.example/optout"),
    { rule: "unreachable-step", severity: "warning", at: "17:7 optOut.steps[0]", says: "leaves at once" },
  ],
  [
    "a branch is for nobody",
    written("    - submit:", "    - if: { subject: { age: { from: 65, to: 18 } }, then: [{ click: a }] }\n    - submit:"),
    { rule: "unreachable-step", severity: "warning", at: "19:29 optOut.steps[2].if.subject.age", says: "no age is in this range" },
  ],
  [
    "a row's id is read for nothing",
    written("fields: { name: h3, url: a }", "identity: url, fields: { name: h3, url: a, id: b }"),
    { rule: "unused-extraction", severity: "warning", at: "14:90 scan.steps[1].extract.fields.id", says: 'nothing uses "id"' },
  ],
  [
    "a person is asked after something was typed",
    written("    - submit:", '    - human: { field: listing.url, at: "#p", say: Yours. }\n    - submit:'),
    { rule: "by-hand-late", severity: "warning", at: "19:7 optOut.steps[2]", says: "after something was typed" },
  ],
  [
    "the file has another name than its broker",
    written("broker: acme", "broker: acne"),
    { rule: "slug-is-name", at: "1:9 broker", says: 'the file is named "acme"' },
  ],
];

describe("each rule of the catalog is broken by one line", () => {
  it.each(BROKEN)("%s", (_, playbook, { rule, severity = "error", at, says }) => {
    const faults = faultsIn(playbook);

    expect(faults.map((fault) => [fault.rule, fault.severity, `${fault.line}:${fault.column} ${fault.path}`])).toEqual([[rule, severity, at]]);
    expect(faults[0]?.message).toContain(says);
  });

  it("and the playbook itself breaks none", () => {
    expect(faultsIn(PLAYBOOK)).toEqual([]);
  });

  it("an opt-out may leave its last step to a person", () => {
    const playbook = written("submit: { click: button, confirmed: text=Thank you }", "human: { captcha: .box }", written("confirm:\n  steps:\n    - email: { from: acme.example, link: acme.example/confirm }\n    - expect: text=Confirmed\n", ""));

    expect(faultsIn(playbook)).toEqual([]);
  });
});

it("a row can't be chosen where nothing is scanned", () => {
  const noScan = PLAYBOOK.replace(/^scan:\n(?: .*\n)+/m, "").replace("  scan: [name]\n", "");

  expect(faultsIn(written("- submit:", "- choose: listing\n    - submit:", noScan)).map(({ rule, path }) => [rule, path])).toEqual([["choose-without-scan", "optOut.steps[2]"]]);
});

describe("between files", () => {
  const named = (line: string) => `${BROKER}${line}\n`;
  const other = BROKER.replace("acme.example", "other.example");

  it.each([
    ["a playbook has no broker", { other }, "playbook-without-broker", "there is no brokers/acme.yaml"],
    ["a playbook leaves its broker's domains", { acme: BROKER.replace("acme.example", "notacme.example") }, "host-off-domain", "is not under a domain of brokers/acme.yaml"],
    ["a parent has no file", { acme: named("parent: gone") }, "parent-missing", 'parent "gone" has no file'],
    ["parents lead back", { acme: named("parent: acme") }, "parent-loop", "its parents lead back to it"],
    ["a domain stands in two files", { acme: BROKER, other: BROKER }, "domain-twice", "domain acme.example stands in brokers/acme.yaml too"],
  ])("%s", (_, brokers, rule, message) => {
    expect(faultsIn(PLAYBOOK, brokers).map((fault) => [fault.rule, fault.message])).toEqual([[rule, message]]);
  });

  it("parents that go round in a ring are said of each", () => {
    const faults = faultsIn(PLAYBOOK, { acme: named("parent: other"), other: `${other}parent: acme\n` });

    expect(faults.map(({ rule, file }) => [rule, file])).toEqual([
      ["parent-loop", "brokers/acme.yaml"],
      ["parent-loop", "brokers/other.yaml"],
    ]);
  });
});
