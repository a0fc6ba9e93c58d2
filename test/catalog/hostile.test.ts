import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readCatalog } from "../../src/catalog/load.ts";
import { BROKER, PLAYBOOK, folder, written } from "./fixture.ts";
import { flawsOf, judge, readBroker, readPlaybook } from "./hostile/judge.ts";
import { brokenByFile, brokenByShippedFile, brokenByTemplate } from "./hostile/mutate.ts";
import { REFUSED } from "./hostile/playbooks.ts";
import { SCRAPED, escapesOf } from "./hostile/scraped.ts";

describe("a hostile playbook is refused within a second, with a place and what to do about it", () => {
  it.each(REFUSED)("%s", (_, text) => {
    const { reading, flaws } = judge(readPlaybook, text);

    expect(flaws).toEqual([]);
    expect(reading?.kind).toBe("refused");
  });
});

it.each([
  ["a BOM at the start", `\ufeff${PLAYBOOK}`],
  ["lines that end as on Windows", PLAYBOOK.replaceAll("\n", "\r\n")],
  ["a number in hexadecimal", written("version: 1", "version: 0x1")],
  ["a tag that says what is so anyway", written("version: 1", "version: !!int 1")],
  ["a default port", written("https://www.acme.example/optout", "https://www.acme.example:443/optout")],
  ["one alias", written("version: 1", "version: &v 1\nsources: [&s a, *s]")],
])("takes a playbook with what is only unusual: %s", (_, text) => {
  expect(judge(readPlaybook, text)).toMatchObject({ flaws: [], reading: { kind: "taken" } });
});

it.each([
  ["an escape in the name", "Acme People", '"\\e[31mAcme"'], ["another's name by bidi", "Acme People", '"\\u202eemcA"'],
  ["a parent by path", "asOf:", "parent: ../../x\nasOf:"], ["a family by path", "asOf:", "family: /etc\nasOf:"],
  ["a public suffix for a domain", "[acme.example]", "[co.uk]"], ["this machine for a domain", "[acme.example]", "[acme.localhost]"],
  ["a vendor by path", "asOf:", "playbook: { vendor: ../x, with: {} }\nasOf:"], ["__proto__ among a vendor's values", "asOf:", "playbook: { vendor: x, with: { __proto__: y } }\nasOf:"],
  ["a mail address with a second header", "asOf:", 'contact: { email: "a@b.example\\r\\nBcc: c@d.example" }\nasOf:'],
])("refuses a broker with %s", (_, piece, otherwise) => {
  const { reading, flaws } = judge(readBroker, written(piece, otherwise, BROKER));

  expect(flaws).toEqual([]);
  expect(reading?.kind).toBe("refused");
});

it.each(SCRAPED)("keeps what a page shows in its place, and never reads it as a template: %j", (text) => {
  expect(escapesOf(text)).toEqual([]);
});

describe("a hostile folder", () => {
  const made: string[] = [];
  afterEach(async () => {
    for (const dir of made.splice(0)) await rm(dir, { recursive: true });
  });

  it("is read on past pipes, folders, dead links and names that are no slugs, each of them said", async () => {
    const dir = await folder({ "brokers/acme.yaml": BROKER, "brokers/...yaml": BROKER, "brokers/-rf.yaml": BROKER, "brokers/huge.yaml": "#".repeat(2_000_000) });
    made.push(dir);
    await mkdir(join(dir, "brokers", "folder.yaml"));
    await symlink("/nowhere/at/all", join(dir, "brokers", "dead.yaml"));
    execFileSync("mkfifo", [join(dir, "brokers", "pipe.yaml")]);

    const { catalog, issues } = await readCatalog({ dir });

    expect(catalog.brokers.has("acme")).toBe(true);
    expect(issues.map(({ file, rule }) => `${file} ${rule ?? ""}`).sort()).toEqual(["brokers/-rf.yaml name-is-slug", "brokers/...yaml name-is-slug", "brokers/dead.yaml plain-file", "brokers/folder.yaml plain-file", "brokers/huge.yaml plain-file", "brokers/pipe.yaml plain-file"]);
    expect(issues.flatMap((issue) => flawsOf(issue, BROKER))).toEqual([]);
  });
});

it("quotes a text with tabs and line ends on one line", () => {
  const { flaws, reading } = judge(readPlaybook, written("link: acme.example/confirm", 'link: "a\\tc\\nme.example/confirm"'));

  expect(flaws).toEqual([]);
  expect(reading).toMatchObject({ kind: "refused", issues: [{ rule: "link-off-list", message: 'wants links to "a c me.example", which hosts.mailLink does not name' }] });
});

it("deals with any change to a real file: taken, or refused with its place", () => {
  expect(brokenByFile({ seed: 20260807, runs: 400 })).toBeUndefined();
});

it("deals with any change to a file that comes with the product", () => {
  expect(brokenByShippedFile({ seed: 20260807, runs: 300 })).toBeUndefined();
});

it.each([
  ["nothing in them", "{}"], ["a verb that there is not", "{ clik: a }"], ["a verb with nonsense in it", "{ submit: { click: 1, confirmed: 2, form: [] } }"], ["a number each", "0"],
])("says at once what is wrong with thousands of steps with %s", (_, step) => {
  const steps = `    - ${step}\n`;
  const { reading, flaws } = judge(readPlaybook, written("    - submit:", `${steps.repeat(Math.floor(250_000 / steps.length))}    - submit:`));

  expect(flaws).toEqual([]);
  expect(reading?.kind).toBe("refused");
});

it("reads any template or says what is wrong with it", () => {
  expect(brokenByTemplate({ seed: 20260807, runs: 1_000 })).toBeUndefined();
});
