import { describe, expect, it } from "vitest";
import { BROKER, PLAYBOOK, broker, faultsIn, written } from "./fixture.ts";

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

it("a mirror with a file of its own has to say who covers it, so that it is looked at", () => {
  const mirrored = { acme: `${BROKER}mirrors: [{ name: Fern, domain: fern.example }]\n`, fern: broker("fern") };

  expect(faultsIn(PLAYBOOK, mirrored).map(({ rule, path, hint }) => [rule, path, hint])).toEqual([["mirror-without-parent", "mirrors[0].domain", "parent: acme in brokers/fern.yaml"]]);
  expect(faultsIn(PLAYBOOK, { ...mirrored, fern: `${broker("fern")}parent: acme\nfamily: acme\n` })).toEqual([]);
});

it("a person may be asked after a search that was sent, among its rows", () => {
  const asked = written("    - submit:", '    - choose: listing\n    - human: { field: listing.url, at: "#p", say: Yours. }\n    - submit:');

  expect(faultsIn(asked)).toEqual([]);
});

describe("a playbook that was given up", () => {
  const given = written("version: 1", "version: 1\nhealth: withdrawn");

  it("need not be its broker's route", () => {
    expect(faultsIn(given, { acme: BROKER.replace("playbook, basis: known", "none, basis: none") })).toEqual([]);
  });

  it("is held to what is wrong, and not to what is doubtful", () => {
    const doubtful = written("[contact.email, listing.url]", "[contact.email, listing.url, age]", given);

    expect(faultsIn(doubtful)).toEqual([]);
    expect(faultsIn(written("  scan: [name]", "  scan: []", doubtful)).map(({ rule }) => rule)).toEqual(["undeclared-disclosure"]);
  });
});

it("a row can't be chosen where nothing is scanned", () => {
  const noScan = PLAYBOOK.replace(/^scan:\n(?: .*\n)+/m, "").replace("  scan: [name]\n", "");

  expect(faultsIn(written("- submit:", "- choose: listing\n    - submit:", noScan)).map(({ rule, path }) => [rule, path])).toEqual([["choose-without-scan", "optOut.steps[2]"]]);
});

describe("between files", () => {
  const other = broker("other");

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ["a playbook has no broker", { other }, "playbook-without-broker", "there is no brokers/acme.yaml"],
    ["a playbook leaves its broker's domains", { acme: BROKER.replace("acme.example", "acme.test") }, "host-off-domain", "is not under a domain of brokers/acme.yaml"],
    ["a parent has no file", { acme: `${BROKER}parent: gone\n` }, "parent-missing", 'parent "gone" has no file'],
    ["a parent is of another family", { acme: `${BROKER}parent: other\n`, other }, "parent-other-family", 'is of another family than its parent "other"'],
    ["coverage is stated of no parent", { acme: `${BROKER}coverage: agreed\n` }, "coverage-without-parent", "says what a parent covers, and there is none"],
    ["a domain stands in two files", { acme: BROKER, "acme-example": BROKER.replace("playbook, basis: known", "none, basis: none") }, "domain-twice", "domain acme.example stands in brokers/acme.yaml too"],
    ["a domain is below another broker's", { acme: BROKER, "www-acme": broker("www.acme") }, "domain-below-another", "www.acme.example is below acme.example of brokers/acme.yaml"],
    ["a file is not named by its domain", { acme: BROKER, shop: other }, "name-is-domain", "the file is not named by other.example"],
  ])("%s", (_, brokers, rule, message) => {
    expect(faultsIn(PLAYBOOK, brokers).map((fault) => [fault.rule, fault.message])).toEqual([[rule, message]]);
  });

  it("parents that go round in a ring are said of each", () => {
    const faults = faultsIn(PLAYBOOK, { acme: `${BROKER}parent: other\n`, other: `${other}parent: acme\n` });

    expect(faults.map(({ rule, file }) => [rule, file])).toEqual([
      ["parent-loop", "brokers/acme.yaml"],
      ["parent-loop", "brokers/other.yaml"],
    ]);
  });
});

describe("each rule of a broker's file is broken by one line", () => {
  const route = (words: string, rest = "") => `${broker("other", words)}${rest}`;

  it.each<[string, string, string, string]>([
    ["a mail route without an address", route("mail, basis: documented"), "route-leads-nowhere", "goes by mail, and there is no contact.email"],
    ["a letter without an address", route("post, basis: documented"), "route-leads-nowhere", "goes by post, and there is no contact.post"],
    ["a call without a number", route("phone, basis: assumed"), "route-leads-nowhere", "goes by phone, and there is no contact.phone"],
    ["a portal without a page", route("portal, basis: assumed"), "route-leads-nowhere", "no page to open and no step to take"],
    ["a parent's route without a parent", route("parent, basis: documented"), "route-leads-nowhere", "goes by parent, and there is no parent"],
    ["DROP without a registration", route("drop, basis: documented", "registries: [{ in: vermont }]\n"), "route-leads-nowhere", "no entry in California's register"],
    ["a playbook that is not there", route("playbook, basis: documented"), "playbook-is-route", "goes by a playbook, and there is no playbooks/other.yaml"],
    ["a playbook that asks, and is not named", BROKER.replace("playbook, basis: known", "none, basis: none"), "playbook-is-route", "does not go by playbooks/acme.yaml, which asks"],
    ["one person's mailbox", route("none, basis: none", "contact: { email: ann.roe@other.example }\n"), "personal-contact", "looks like one person's own mailbox"],
    ["one person's free mailbox", route("none, basis: none", "contact: { email: annroe77@gmail.com }\n"), "personal-contact", "looks like one person's own mailbox"],
    ["a dead contact that is the contact", route("none, basis: none", "contact: { email: info@other.example, dead: [info@other.example] }\n"), "dead-contact", "is the contact too"],
    ["a registration in years to come", route("none, basis: none", "registries: [{ in: california, years: [2029] }]\n"), "date-order", "names a year long after asOf"],
  ])("%s", (_, text, rule, message) => {
    const slug = text.includes("acme.example") ? "acme" : "other";
    const faults = faultsIn(PLAYBOOK, { acme: BROKER, [slug]: text });

    expect(faults.map((fault) => [fault.rule, fault.file])).toEqual([[rule, `brokers/${slug}.yaml`]]);
    expect(faults[0]?.message).toContain(message);
  });

  it.each(["privacy@other.example", "other@gmail.com", "jane.privacy@other.example", "dsb-office@other.example"])("%s is an office's", (email) => {
    expect(faultsIn(PLAYBOOK, { acme: BROKER, other: `${broker("other", "mail, basis: documented")}contact: { email: ${email} }\n` })).toEqual([]);
  });

  it("a route that nobody knows needs to lead nowhere", () => {
    expect(faultsIn(PLAYBOOK, { acme: BROKER, other: broker("other", "mail, basis: none") })).toEqual([]);
  });
});

describe("a playbook beside its broker", () => {
  const rules = (playbook: string, acme: string) => faultsIn(playbook, { acme }).map((fault) => fault.rule);

  it("goes to a vendor's host only where the broker's file names the vendor's form", () => {
    const hosted = PLAYBOOK.replaceAll("www.acme.example", "forms.vendor.test");
    const named = (words: string) => BROKER.replace("kind: playbook, basis: known", `kind: playbook, basis: known, at: "https://forms.vendor.test/acme"${words}`);

    expect(rules(hosted, named(""))).toEqual(["host-off-domain"]);
    expect(rules(hosted, named(", vendor: formsco"))).toEqual([]);
  });

  it("types nothing while a mailing service's host is open", () => {
    const mailed = written("link: acme.example/confirm", "link: click.mailer.test/x", written("mailLink: [acme.example]", "mailLink: [acme.example, click.mailer.test]"));
    const typing = written("- expect: text=Confirmed", '- expect: text=Confirmed\n    - fill: { "#n": "{{name}}" }', written("  scan: [name]", "  scan: [name]\n  confirm: [name]", mailed));

    expect(rules(mailed, BROKER)).toEqual([]);
    expect(rules(typing, BROKER)).toEqual(["off-domain-disclosure"]);
  });

  it("never goes to an address that nobody has looked at", () => {
    expect(rules(PLAYBOOK, `${BROKER}unchecked: ["https://acme.example/optout/?from=register"]\n`)).toEqual(["unchecked-address"]);
    expect(rules(PLAYBOOK, `${BROKER}unchecked: ["https://acme.example/other"]\n`)).toEqual([]);
  });

  it("is good for longer than nothing", () => {
    expect(rules(`${PLAYBOOK}expires: 2026-08-07\n`, BROKER)).toEqual(["date-order"]);
  });
});
