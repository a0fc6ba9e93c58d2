import { PLAYBOOK, written } from "../fixture.ts";

/** What a hostile author writes, by what it tries. All of these must be refused. */
export type Attempt = readonly [what: string, text: string];

const SITE = "site: [www.acme.example]";
const GOTO = "goto: https://www.acme.example/optout";
const NOTES = "version: 1";

const many = (count: number, piece: (i: number) => string) => Array.from({ length: count }, (_, i) => piece(i)).join("");
const quoted = (text: string) => JSON.stringify(text);
const withRoot = (lines: string) => written(NOTES, `version: 1\n${lines}`);
const withStep = (step: string) => written("    - submit:", `    - ${step}\n    - submit:`);

const prototypes: Attempt[] = [
  ["__proto__ at the root", withRoot("__proto__: { health: ok }")],
  ["__proto__ among the hosts", written(SITE, `${SITE}\n  __proto__: { assets: [evil.example] }`)],
  ["__proto__ among the disclosures", written("discloses:\n", "discloses:\n  __proto__: { optOut: [ssn] }\n")],
  ["__proto__ as a locator", written('"#email":', '__proto__: x, "#email":')],
  ["__proto__ in a step", withStep("{ click: a, __proto__: { submit: x } }")],
  ["__proto__ among the fields", written("name: h3", "name: h3, __proto__: { id: a }")],
  ["__proto__ written with an escape", withRoot('"\\x5f_proto__": { health: ok }')],
  ["constructor at the root", withRoot("constructor: { prototype: { isBundled: true } }")],
  ["constructor in a step", withStep("{ click: a, constructor: {} }")],
  ["prototype in a step", withStep("{ click: a, prototype: {} }")],
  ["toString for a key", withRoot("toString: x")],
  ["hasOwnProperty for a key", withRoot("hasOwnProperty: 1")],
  ["a verb named constructor", withStep("{ constructor: a }")],
  ["a field named __proto__", written("{{name.last}}", "{{__proto__}}")],
  ["a field named constructor", written("{{name.last}}", "{{constructor.name}}")],
  ["a filter named valueOf", written("{{name.last}}", "{{name.last | valueOf}}")],
];

const bomb = (open: string, close: string) => ["a: &a [x, x, x]", ...Array.from({ length: 24 }, (_, i) => `b${i}: &b${i} ${open}*${i === 0 ? "a" : `b${i - 1}`}, *${i === 0 ? "a" : `b${i - 1}`}${close}`)].join("\n");
const aliases: Attempt[] = [
  ["aliases that multiply", withRoot(bomb("[", "]"))],
  ["an alias of nothing", written("version: 1", "version: *one")],
  ["an alias of what it stands in", withRoot("notes: &n [*n]")],
  ["steps that hold themselves", written("optOut:\n  steps:\n", 'optOut:\n  steps: &s\n    - if: { there: a, then: *s }\n')],
  ["an alias for a key", withRoot("notes: &n words\n*n : x")],
  ["steps nested by way of aliases", withRoot(many(24, (i) => `x${i}: &x${i} [{ if: { there: a, then: ${i === 0 ? "[{ click: a }]" : `*x${i - 1}`} } }]\n`))],
  ["merge keys", withRoot("x: &x { health: ok }\n<<: *x")],
];

const tags: Attempt[] = ["!!js/function 'function () {}'", "!!js/undefined ''", "!!python/object/apply:os.system [ls]", "!ruby/object:Gem {}", "!<tag:evil.example,2026:x> a", "!!binary aGVsbG8=", "!!set { a, b }", "!!omap [a: 1]", "!!pairs [a: 1]"].map((value) => [`the tag of ${value}`, withRoot(`notes: ${value}`)]);

const shapes: Attempt[] = [
  ["no text at all", ""], ["nothing but a comment", "# hello\n"], ["a word", "hello"], ["a list", "- broker: acme\n"], ["nothing, said so", "null"],
  ["a key twice", withRoot("version: 2")],
  ["hosts twice, the second of them evil", withRoot("hosts: { site: [evil.example] }")],
  ["a key twice, once with quotes", withRoot('"version": 2')],
  ["a key twice in a step", withStep('{ fill: { "#a": x, "#a": y } }')],
  ["a bracket left open", `${PLAYBOOK}\nx: [`],
  ["10,000 brackets left open", `x: ${"[".repeat(10_000)}`],
  ["10,000 lists in each other", `x: ${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["5,000 maps in each other", `${"{a: ".repeat(5_000)}x${"}".repeat(5_000)}`],
  ["lists in each other by dashes", `x:\n  ${"- ".repeat(5_000)}x`],
  ["40 lists in each other", withRoot(`notes: ${"[".repeat(40)}${"]".repeat(40)}`)],
  ["60 conditions in each other", withStep(`${"{ if: { there: a, then: [".repeat(60)}{ click: a }${"] } }".repeat(60)}`)],
  ["8 conditions about the subject in each other, and a slip in the innermost", withStep(`${"{ if: { subject: { has: age }, then: [".repeat(8)}{ clik: a }${"] } }".repeat(8)}`)],
  ["two documents", `${PLAYBOOK}---\n${PLAYBOOK}`],
  ["a map for a key", withRoot("? { a: 1 }\n: x")],
  ["a list for a key", withRoot("? [a, b]\n: x")],
  ["20,000 keys", withRoot(many(20_000, (i) => `k${i}: 1\n`))],
  ["500 steps that are none", written("optOut:\n  steps:\n", `optOut:\n  steps:\n${many(500, () => "    - clik: a\n")}`)],
  ["a key of 100,000 characters", withRoot(`${"k".repeat(900)}: 1\n"${"k".repeat(100_000)}": 1`)],
  ["notes of 100,000 characters", withRoot(`notes: ${"n".repeat(100_000)}`)],
  ["a locator of 100,000 characters", withStep(`click: ${"a".repeat(100_000)}`)],
  ["a host of 100,000 characters", written("[www.acme.example]", `[${"a.".repeat(50_000)}example]`)],
  ["a date of 100,000 digits", written("asOf: 2026-08-07", `asOf: "${"2".repeat(100_000)}"`)],
  ["a file of 300 KB", PLAYBOOK + "#".repeat(300 * 1_024)],
  ["indentation by tabs", "broker: acme\nhosts:\n\tsite: [a.example]\n"],
  ["version 1e999", written(NOTES, "version: 1e999")], ["version .inf", written(NOTES, "version: .inf")], ["version .nan", written(NOTES, "version: .nan")], ["version -1", written(NOTES, "version: -1")], ["version 1.5", written(NOTES, "version: 1.5")],
  ["a date past the calendar", written("asOf: 2026-08-07", "asOf: 2026-13-45")], ["a date of year 275761", written("asOf: 2026-08-07", 'asOf: "+275761-01-01"')],
  ...["9999999d", "-1d", "1d; rm", "Infinity", "1e9d", "d", "1 d"].map((pace): Attempt => [`a pace of ${pace}`, withRoot(`pace: { processing: "${pace}" }`)]),
];

const HOSTS = [
  "https://www.acme.example", "//www.acme.example", "www.acme.example/", "www.acme.example:8443", "www.acme.example.", ".acme.example", "*.acme.example", "*", "user@www.acme.example", "user:pw@www.acme.example",
  "www.acme.example@evil.example", "www.acme.example\\evil.example", "www.acme.example%2eevil.example", "www.acme.example#.evil.example", "www.acme.example?.evil.example", "WWW.ACME.EXAMPLE", "www .acme.example", "www..acme.example",
  "127.0.0.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "127.1", "[::1]", "::1", "[::ffff:127.0.0.1]", "169.254.169.254", "1.2.3.4.", "127.0.0.1.nip.0x7f",
  "localhost", "acme.localhost", "printer.local", "db.internal", "acme.onion", "1.0.0.127.in-addr.arpa", "com", "example", "co.uk", "gov.au",
  "аcme.example", "acme。example", "acme．example", "ａｃｍｅ.example", "xn--cme-8cd.example", "evil.example", "acme.example.evil.example", "evilacme.example", "-acme.example", "acme-.acme.example", "a_b.acme.example", "acme.example\n", "acme.example\u0000.evil.example", "acme\u200b.example", "{{name.last}}.acme.example", "${host}", "$(id).acme.example", "", " ", `${"a".repeat(64)}.acme.example`,
];
const hosts: Attempt[] = HOSTS.map((host) => [`the host ${quoted(host).slice(0, 60)}`, written("[www.acme.example]", `[www.acme.example, ${quoted(host)}]`)]);

const ADDRESSES = [
  "http://www.acme.example/", "ftp://www.acme.example/", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "about:blank", "//www.acme.example/", "/optout", "blob:https://www.acme.example/x", "view-source:https://www.acme.example/", "chrome://settings/",
  "https://evil.example/", "https://www.acme.example@evil.example/", "https://www.acme.example:pw@evil.example/", "https://evil.example\\@www.acme.example/", "https://evil.example#@www.acme.example/", "https://evil.example?@www.acme.example/", "https://www.acme.example.evil.example/", "https://www.acme.example:8443/", "https://acme.example/", "https://evil.example/{{name.last}}", "https://www.acme.example%40evil.example/", "https://{{listing.id}}/", "https://www.acme.example{{listing.id}}/",
  "https://{{name.last}}.acme.example/", "{{name.last}}", "{{listing.url}}x", "x{{listing.url}}", "{{listing.url | lower}}", "https://127.0.0.1/", "https://0x7f.1/", "https://2130706433/", "https://[::1]/", "https://[::ffff:7f00:1]/", "https://localhost/", "https://ｗｗｗ.evil.example/", "https://www。evil.example/", "https:///evil.example/", "https:\\\\evil.example\\", " https://evil.example/", "https://\tevil.example/",
];
const addresses: Attempt[] = ADDRESSES.map((address) => [`goto ${quoted(address)}`, written(GOTO, `goto: ${quoted(address)}`)]);

const PATTERNS = ["(a+)+$(?=x)", "(?=a)b", "(?<=a)b", "(?!a)b", "(?<!a)b", "(a)\\1", "(?<n>a)\\k<n>", "(?>a+)b", "a++b", "((a{1,500}){1,500}){1,500}", "a{1001}", "(", "[", "*", "(?P<n", "\\", "\\p{Nothing}", "(?x) a", "\\u{61}", "a".repeat(301)];
const patterns: Attempt[] = PATTERNS.map((pattern) => [`the pattern ${quoted(pattern).slice(0, 50)}`, written("name: h3,", `name: { at: h3, pattern: ${quoted(pattern)} },`)]);

const TEMPLATES = ["{{name.first", "name.first}}", "{{{{name.first}}}}", "{{{name.first}}}", "{{name.first}} }}", "{{ssn}}", "{{idDocument}}", "{{photo}}", "{{dateOfBirth}}", "{{relatives}}", "{{name.first; ssn}}", "{{name.first || ssn}}", "{{name['first']}}", "{{process.env.HOME}}", "{{name | default}}", "{{name | eval:1}}", "{{7*7}}", "{{name\u0000}}", "{{age | ageRange:constructor}}", "{{nаme.first}}"];
const templates: Attempt[] = TEMPLATES.map((template) => [`the template ${quoted(template)}`, written('"{{contact.email}}"', quoted(template))]);

const CONTROLS: readonly (readonly [string, string])[] = [["an escape", "\\e[31mred"], ["a NUL", "a\\0b"], ["a bell", "a\\ab"], ["a carriage return", "a\\rb"], ["C1", "a\\x9bb"], ["a right-to-left override", "a\\u202eb"], ["a zero-width space", "a\\u200bb"], ["a link of a terminal", "\\e]8;;https://evil.example\\ax"], ["half a character", "a\\ud800b"], ["a tag character", "a\\U000e0041b"], ["a private one", "a\\ue000b"], ["a BOM within", "a\\ufeffb"]];
const controls: Attempt[] = CONTROLS.flatMap(([what, text]): Attempt[] => [
  [`${what} in the notes`, withRoot(`notes: "${text}"`)],
  [`${what} in a locator`, withStep(`click: "${text}"`)],
  [`${what} in a key`, withRoot(`"${text}": 1`)],
]);
const words: Attempt[] = ["Type \\e[2J", "one\\ntwo", "{{ssn}}", "a\\u202eb", ""].map((say) => [`words for a person: ${quoted(say)}`, withStep(`human: { captcha: a, say: "${say}" }`)]);

const SLUGS = ["../../etc/passwd", "..", ".", "acme/../evil", "/etc/passwd", "acme\\..\\evil", "C:evil", "acme%2f", "acme\u0000", "ACME", "acme.yaml", "~root", "-rf", "acme--x", "evil", "con."];
const slugs: Attempt[] = SLUGS.map((slug) => [`the broker ${quoted(slug)}`, written("broker: acme", `broker: ${quoted(slug)}`)]);

const MAIL = "email: { from: acme.example, link: acme.example/confirm }";
const LINKS = ["evil.example/confirm", "acme.example@evil.example/confirm", "acme.example:8443/confirm", "acme.example.evil.example/confirm", "acme.example\\@evil.example/", "https://acme.example/confirm", "//acme.example/confirm", "*/confirm", "/confirm", "ACME.example/confirm", "acme.example./confirm", "acme.example%2f@evil.example", "{{listing.url}}", "127.0.0.1/confirm", "", "аcme.example/confirm"];
const SENDERS = ["com", "*", "@acme.example", "x@acme.example", "acme.example, evil.example", "acme.example.", "127.0.0.1", "co.uk", "аcme.example", "acme.example>\\r\\nBcc: x"];
const mails: Attempt[] = [
  ...LINKS.map((link): Attempt => [`a mail's link ${quoted(link)}`, written(MAIL, `email: { from: acme.example, link: ${quoted(link)} }`)]),
  ...SENDERS.map((from): Attempt => [`a mail from ${quoted(from)}`, written(MAIL, `email: { from: "${from}", link: acme.example/confirm }`)]),
  ["a mail's code by a pattern that back-tracks", written(MAIL, 'email: { from: acme.example, code: "(\\\\d)\\\\1", fill: "#c" }')],
  ["a link opened by a scan", written("    - extract:", `    - ${MAIL}\n    - extract:`)],
  ["a link opened before anything was asked", withStep(MAIL)],
];

const sneaking: Attempt[] = [
  ["sends what is not declared", withStep('fill: { "#n": "{{name.full}}" }')],
  ["sends it inside a branch", withStep('if: { there: a, then: [{ fill: { "#n": "{{phone}}" } }] }')],
  ["sends it in an address", written(GOTO, "goto: https://www.acme.example/?p={{phone}}")],
  ["sends it by a list", withStep('select: { "#n": { state: "{{residence.state}}", else: Other } }')],
  ["sends while it looks", written("    - extract:", "    - submit: { click: a, confirmed: b }\n    - extract:")],
  ["asks without a submit", written("submit: { click: button, confirmed: text=Thank you }", "click: button")],
  ["declares a field that is none", written("optOut: [contact.email,", "optOut: [password, contact.email,")],
  ["has two verbs in one step", withStep("{ click: a, submit: { click: a, confirmed: b } }")],
  ["runs a script", withStep('evaluate: "fetch(1)"')], ["takes a hook", withRoot('hooks: { before: "rm -rf /" }')], ["includes a file", withRoot("include: /etc/passwd")],
  ["a locator of another engine in rows", written("each: .row", "each: text=Jane")],
  ["vouches for itself", withRoot("isBundled: true")], ["names its own hash", withRoot("hash: 0000")],
];

export const REFUSED: readonly Attempt[] = [...prototypes, ...aliases, ...tags, ...shapes, ...hosts, ...addresses, ...patterns, ...templates, ...controls, ...words, ...slugs, ...mails, ...sneaking];
