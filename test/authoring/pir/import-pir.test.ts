import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { importPir, type PirImport } from "../../../src/authoring/pir/import-pir.ts";

const DIR = join(import.meta.dirname, "recipes");
const TODAY = "2026-11-22";
const Steps = z.object({ steps: z.array(z.record(z.string(), z.unknown())) });
const Written = z.looseObject({ scan: Steps, optOut: Steps.optional(), confirm: Steps.optional() });

function read(...names: readonly string[]): PirImport {
  return importPir(names.map((name) => ({ file: `${name}.json`, text: readFileSync(join(DIR, `${name}.json`), "utf8") })), TODAY);
}

function text(imported: PirImport, path: string): string {
  return imported.files.find((file) => file.path === path)?.text ?? "";
}

function playbook(name: string): z.infer<typeof Written> {
  const imported = read(`${name}.example`);
  expect(imported.refusals).toEqual([]);
  return Written.parse(parse(text(imported, `playbooks/${name}-example.yaml`)));
}

/** A recipe of nothing but a scan, with these actions between its page and its rows. */
function scanOf(...actions: readonly object[]): PirImport {
  const extract = { actionType: "extract", selector: "li", noResultsSelector: ".no", profile: { name: { selector: "b" }, profileUrl: { selector: "a" } } };
  return of([{ actionType: "navigate", url: "https://fernway.example/s" }, ...actions, extract]);
}
function of(scan: readonly object[], more: object = {}): PirImport {
  return importPir([{ file: "fernway.json", text: JSON.stringify({ name: "Fernway", url: "fernway.example", version: "1.0.0", addedDatetime: 1692572400000, steps: [{ stepType: "scan", actions: scan }], ...more }) }], TODAY);
}
function stepsOf(imported: PirImport): Record<string, unknown>[] {
  expect(imported.refusals).toEqual([]);
  return Written.parse(parse(text(imported, "playbooks/fernway-example.yaml"))).scan.steps;
}
function address(url: string, more: object = {}): unknown {
  return stepsOf(of([{ actionType: "navigate", url, ...more }, { actionType: "extract", selector: "li", profile: { name: { selector: "b" } } }]))[0]?.["goto"];
}
function field(spec: object, key = "name"): unknown {
  const profile = { name: { selector: "b" }, [key]: spec };
  const [, extract] = stepsOf(of([{ actionType: "navigate", url: "https://fernway.example/" }, { actionType: "extract", selector: "li", profile }]));
  return z.object({ fields: z.record(z.string(), z.unknown()) }).parse(extract?.["extract"]).fields;
}

describe("a recipe", () => {
  it("becomes a broker and a playbook, the same every time, of which no line says more than the recipe", () => {
    const once = read("lanternfolk.example");

    expect(once.files.map(({ path }) => path)).toEqual(["brokers/lanternfolk-example.yaml", "playbooks/lanternfolk-example.yaml"]);
    expect(read("lanternfolk.example")).toEqual(once);
    expect(text(once, "playbooks/lanternfolk-example.yaml")).toBe(readFileSync(join(DIR, "lanternfolk-example.yaml"), "utf8"));
  });

  it.each(["brokers", "playbooks"])("names its licence in %s", (folder) => {
    const written = text(read("lanternfolk.example"), `${folder}/lanternfolk-example.yaml`);

    expect(written).toMatch(/^# Imported from lanternfolk\.example\.json, version 0\.9\.0 of a PIR recipe\..*Apache License 2\.0\.$/m);
    expect(parse(written)).toMatchObject({ sources: [expect.stringContaining("Apache-2.0")], asOf: "2023-08-20" });
  });

  it("keeps its parent, with a record that stands in for one that was not imported", () => {
    const alone = read("reedfile.example");

    expect(parse(text(alone, "brokers/reedfile-example.yaml"))).toMatchObject({ parent: "lanternfolk-example", family: "lanternfolk-example", routes: [{ kind: "parent" }] });
    expect(alone.files.find(({ path }) => path === "brokers/lanternfolk-example.yaml")?.isStandIn).toBe(true);
    expect(read("reedfile.example", "lanternfolk.example").files.find(({ path }) => path === "brokers/lanternfolk-example.yaml")?.isStandIn).toBeUndefined();
  });

  it("keeps its mirror sites with their dates, and the day it was withdrawn", () => {
    const mirrors = [{ name: "Mossbook", domain: "mossbook.example", from: "2025-04-22", until: "2026-07-24" }, { name: "Fernbook", domain: "fernbook.example", from: "2025-04-22" }];

    expect(parse(text(read("mossledger.example"), "brokers/mossledger-example.yaml"))).toMatchObject({ mirrors });
    expect(parse(text(read("tidewho.example"), "playbooks/tidewho-example.yaml"))).toMatchObject({ health: "withdrawn", withdrawnOn: "2023-11-14" });
  });

  it.each([
    ["hours of its own", { confirmOptOutScan: 96, maintenanceScan: 240 }, { confirmAfter: "4d", recheckEvery: "10d" }],
    ["what their engine takes where it has none", undefined, { confirmAfter: "72h", recheckEvery: "5d" }],
  ])("is looked at again after %s", (_what, schedulingConfig, pace) => {
    const imported = of([{ actionType: "navigate", url: "https://fernway.example/" }, { actionType: "extract", selector: "li", profile: { name: { selector: "b" } } }], { schedulingConfig });

    expect(parse(text(imported, "playbooks/fernway-example.yaml"))).toMatchObject({ pace });
  });

  it("without an opt-out only looks, and says so", () => {
    const imported = read("plainlook.example");

    expect(imported.refusals).toEqual([]);
    expect(parse(text(imported, "brokers/plainlook-example.yaml"))).toMatchObject({ name: "plainlook.example", routes: [{ kind: "human", basis: "none" }] });
    expect(text(imported, "playbooks/plainlook-example.yaml")).toContain("the recipe has no opt-out");
  });
});

it.each([
  ["${firstName}-${lastName}", "{{name.first | capitalize}}-{{name.last | capitalize}}"],
  ["${state}/${city}", "{{address.state | lower}}/{{address.city | capitalize}}"],
  ["${state|upcase}", "{{address.state | upper}}"],
  ["${state|stateFull|hyphenated|downcase}", "{{address.state | stateName | hyphenated | lower}}"],
  ["${middleName|defaultIfEmpty:~}", "{{name.middle | default:~}}"],
  ["${city|replaceWhitespace:_}", "{{address.city | capitalize | spaces:_}}"],
  ["${lastName|snakecase|capitalize}", "{{name.last | snake | capitalize}}"],
  ["x?fage=${age|ageRange}", "x?fage={{age | ageRange:18-30,81+ | default:}}"],
])("reads the address %s", (theirs, ours) => {
  expect(address(`https://fernway.example/${theirs}`, { ageRange: ["18-30", "81+"] })).toBe(`https://fernway.example/${ours}`);
});

it.each([
  ["the first words before a text", { selector: "h3", beforeText: "," }, "name", undefined],
  ["a list whose label some rows lack", { selector: ".aka", findElements: true, afterText: "AKA" }, "alternativeNamesList", { aliases: { at: ".aka", all: true, after: "AKA", orWhole: true } }],
  ["a pattern for a text", { selector: "i", afterText: "/age\\s*/i" }, "age", { age: { at: "i", after: { pattern: "(?i)age\\s*" }, orWhole: true } }],
  ["what parts a list", { selector: "i", separator: "/[;&]/" }, "relativesList", { relatives: { at: "i", split: { pattern: "[;&]" } } }],
  ["the whole page, from inside a row", { selector: "//h1" }, "addressCityState", { address: { at: "//h1", from: "page" } }],
  ["the row itself", { selector: "." }, "age", { age: {} }],
  ["a city and a state that stand apart", { city: { selector: ".c" }, state: { selector: ".s" } }, "addressFull", { address: { city: ".c", state: ".s" } }],
  ["an attribute", { selector: "a", attribute: "title" }, "phone", { phones: { at: "a", attribute: "title" } }],
  ["a key of its own", { selector: ".x" }, "shoeSize", { extras: { shoeSize: ".x" } }],
  ["an id in the query", { selector: "a", identifierType: "param", identifier: "rid" }, "profileUrl", { url: "a", id: { at: "a", part: { query: "rid" } } }],
  ["an id in the path", { selector: "a", identifierType: "path", identifier: "https://x.example/${firstName}/${id}/view" }, "profileUrl", { url: "a", id: { at: "a", part: { segment: -2 } } }],
  ["the page's own address", { source: "pageUrl" }, "profileUrl", { url: { from: "page" } }],
])("reads of a row %s", (_what, spec, key, expected) => {
  expect(field(spec, key)).toEqual(expected === undefined ? { name: { at: "h3", before: "," } } : { name: "b", ...expected });
});

it.each([
  ["a text", { type: "text", selector: "body", expect: "Hello" }, { expect: "text=Hello" }],
  ["a text in its place", { type: "text", selector: "h1", expect: "Hello", parent: "main" }, { expect: { at: "h1", in: "main", text: "Hello" } }],
  ["an element that may be missing", { type: "element", selector: ".a", failSilently: true }, { expect: ".a", optional: true }],
  ["an address", { type: "url", expect: "/done" }, { expect: { url: "/done" } }],
  ["a challenge that has passed", { type: "element", selector: "//body[not(.//script[contains(., '_cf_chl_opt')])]" }, { settle: "//body[not(.//script[contains(., '_cf_chl_opt')])]" }],
  ["a challenge's hidden token", { type: "element", selector: ".//input[@name='cf-turnstile-response' and @value != '']", parent: ".box" }, { settle: { until: "xpath=self::*[.//input[@name='cf-turnstile-response' and @value != '']]", in: ".box" } }],
])("waits for %s", (_what, expectation, step) => {
  expect(stepsOf(scanOf({ actionType: "expectation", expectations: [expectation] }))[1]).toEqual(step);
});

it.each([
  [">=", "45", { subject: { age: { from: 45 } }, then: [{ click: "a" }] }],
  [">", "45", { subject: { age: { from: 46 } }, then: [{ click: "a" }] }],
  ["<", "18", { subject: { age: { to: 17 } }, then: [{ click: "a" }] }],
])("compares ages as numbers: %s %s", (operation, right, expected) => {
  const imported = scanOf({ actionType: "click", choices: [{ condition: { left: "${age}", operation, right }, elements: [{ type: "button", selector: "a" }] }], default: null });

  expect(stepsOf(imported)[1]).toEqual({ if: expected });
  expect(text(imported, "playbooks/fernway-example.yaml")).toContain("# Compared as numbers");
});

describe("an opt-out", () => {
  it("sends by its last click that the page confirms, in the row that is the person's", () => {
    expect(playbook("mossledger").optOut?.steps.slice(2)).toMatchObject([
      { choose: "listing" }, { click: { at: "button.pick", in: "row" } }, { expect: "#ask" }, { fill: { "#who": "{{name.full}}", "#mail": "{{contact.email}}" }, in: "#ask" }, { check: "input[type='checkbox']" },
      { settle: "//form[@id='ask'][.//input[@name='cf-turnstile-response' and @value and @value != '']]" }, { submit: { click: "#ask button[type='submit']", confirmed: ':is(p.note):has-text("Check your mail")' } },
    ]);
  });

  it("names to the person each field that the recipe makes up, and types none of them", () => {
    const { confirm } = playbook("mossledger");
    const asked = confirm?.steps.flatMap((step) => (step["human"] === undefined ? [] : [z.looseObject({ field: z.string() }).parse(step["human"])])) ?? [];

    expect(asked.map(({ field }) => field)).toEqual(["phone", "address.street", "dateOfBirth", "address.zip", "dateOfBirth", "idDocument"]);
    expect(JSON.stringify(confirm)).not.toContain("generated");
  });

  it("waits for the link or the code of a mail, and says what the recipe left open", () => {
    expect(playbook("lanternfolk").confirm?.steps).toEqual([{ email: { from: "lanternfolk.example", link: "www.lanternfolk.example/" }, assumed: true, note: expect.any(String) as unknown }, { expect: "text=We've received your request to remove" }]);
    expect(playbook("copperlist").optOut?.steps).toContainEqual(expect.objectContaining({ email: expect.objectContaining({ fill: "#code" }) as unknown }));
  });

  it("hands a CAPTCHA to the person, with where its answer goes", () => {
    expect(playbook("copperlist").optOut?.steps).toContainEqual({ human: { captcha: "#pic", kind: "image", answer: "#answer" } });
  });
});

describe("what can't be imported", () => {
  it("is refused by name, with its place, all at once, and nothing of that recipe is written", () => {
    const { files, refusals } = read("refused.example");

    expect(files).toEqual([]);
    expect(refusals.map(({ path, message }) => `${path}: ${message}`)).toMatchInlineSnapshot(`
      [
        "brightness: unknown key "brightness"",
        "steps[0].actions[0]: the transform ageRange has no list of ranges",
        "steps[0].actions[0].url: unknown field "\${nickname}"",
        "steps[0].actions[0].url: unknown transform "rot13", which their engine would pass over in silence",
        "steps[0].actions[1].actionType: executeScript: a playbook never runs a script",
        "steps[0].actions[2].actionType: unknown actionType "teleport"",
        "steps[0].actions[3].expectations[0].type: unknown expectation type "smell"",
        "steps[0].actions[4]: has elements and choices at once",
        "steps[0].actions[5].choices[0].condition.operation: unknown operation "~"",
        "steps[0].actions[5].choices[1].condition: "\${city} < m" can't be asked of a person",
        "steps[0].actions[6].expectations[0]: a branch that hangs on the page's address",
        "steps[0].actions[7].captchaType: unknown captchaType "rorschach"",
        "steps[0].actions[8].profile.name.font: unknown key "font"",
        "steps[0].actions[8].profile.extras: "extras" is a reserved name in their format",
        "steps[0].actions[8].profile.Bad-Key: "Bad-Key" can't be the name of an extra",
        "steps[0].actions[8].profile.profileUrl.identifierType: unknown identifierType "dna"",
        "steps[0].actions[8].profile.addressFull: has a state without a city",
        "steps[1].actions[1].elements[0].type: unknown field type "shoeSize"",
        "steps[1].actions[1].elements[1].selector: a random number for a control that does not say what it is",
        "steps[1].actions[1].elements[2].type: unknown generated value "$generated_gender$"",
        "steps[1].actions[2]: nothing on the page confirms this opt-out: no click is followed by an expectation of a text or an element",
        "steps[1].actions[3]: nothing on the page confirms that the mail's link was taken",
        "steps[2].stepType: unknown stepType "dance"",
      ]
    `);
    expect(refusals.every(({ file, line }) => file === "refused.example.json" && line > 1)).toBe(true);
  });

  it("leaves the other recipes as they are", () => {
    const { files, refusals } = read("torn.example", "tidewho.example");

    expect(refusals).toEqual([{ file: "torn.example.json", line: 4, column: 3, path: "", message: "not valid JSON" }]);
    expect(files.map(({ path }) => path)).toEqual(["brokers/tidewho-example.yaml", "playbooks/tidewho-example.yaml"]);
  });

  it("is said of two recipes of one broker", () => {
    expect(read("tidewho.example", "tidewho.example").refusals).toHaveLength(1);
  });
});

it("every recipe here but the two broken ones can be imported", () => {
  const names = readdirSync(DIR).filter((name) => name.endsWith(".json")).map((name) => name.replace(/\.json$/, ""));

  expect([...new Set(read(...names).refusals.map(({ file }) => file))].sort()).toEqual(["refused.example.json", "torn.example.json"]);
});

it("no recipe, however broken, ends in anything but files or refusals", () => {
  const whole = JSON.parse(readFileSync(join(DIR, "mossledger.example.json"), "utf8")) as unknown;
  const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom("//", "${", "${a|b:c}", "__proto__", "constructor", { toString: 1 }, "x".repeat(3_000)));

  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(400), junk), { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = changes.reduce<unknown>((value, [place, by]) => replaceNth(value, { left: place }, by), whole);
      const { files, refusals } = importPir([{ file: "any.json", text: JSON.stringify(changed) }], TODAY);

      expect(files.length > 0).toBe(refusals.length === 0);
    }),
    { numRuns: 100 },
  );
});

/** The n-th thing of a value, wherever it is, replaced. */
function replaceNth(value: unknown, counter: { left: number }, by: unknown): unknown {
  if (counter.left-- === 0) return by;
  if (Array.isArray(value)) return value.map((item: unknown) => replaceNth(item, counter, by));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceNth(item, counter, by)]));
}
