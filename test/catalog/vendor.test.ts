import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { cp, readFile, writeFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { loadCatalog, readCatalog } from "../../src/catalog/load.ts";
import { BROKER, PLAYBOOK, folder, written } from "./fixture.ts";

const made: string[] = [];
afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true });
});

const VENDOR = `
vendor: forms
domains: [forms.example]
params:
  host: { is: host, why: where the broker's form stands }
  path: { is: path, why: the form itself }
  thanks: { is: text, why: the words after sending }
version: 1
asOf: 2026-08-07
hosts: { site: ["\${host}"] }
discloses: { optOut: [contact.email] }
optOut:
  per: subject
  steps:
    - goto: https://\${host}\${path}
    - fill: { "#email": "{{contact.email}}" }
    - submit: { click: button, confirmed: "text=\${thanks}" }
`.trimStart();

const USING = `${BROKER}playbook: { vendor: forms, with: { host: acme.forms.example, path: "/f/acme?lang=en", thanks: We got it } }\n`;

async function dirOf(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await folder({ "brokers/acme.yaml": USING, "playbooks/vendor-forms.yaml": VENDOR, ...files });
  made.push(dir);
  return dir;
}

async function issuesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = await dirOf(files);
  try {
    await loadCatalog({ dir });
    return [];
  } catch (error) {
    return String(error).split("\n").filter((line) => line !== "");
  }
}

describe("a vendor's playbook", () => {
  it("is one for each broker that uses it, with what the broker puts into it", async () => {
    const { playbooks } = await loadCatalog({ dir: await dirOf({}) });

    expect(playbooks.get("acme")?.playbook).toMatchObject({
      broker: "acme",
      hosts: { site: ["acme.forms.example"] },
      optOut: { steps: [{ goto: "https://acme.forms.example/f/acme?lang=en" }, {}, { submit: { confirmed: "text=We got it" } }] },
    });
    expect(playbooks.get("acme")?.place("optOut.steps[2]")).toBe("playbooks/vendor-forms.yaml:16:7");
  });

  it("has another hash for every other thing put into it, so that trust in one is none in the other", async () => {
    const [one] = [...(await loadCatalog({ dir: await dirOf({}) })).playbooks.values()];
    const [other] = [...(await loadCatalog({ dir: await dirOf({ "brokers/acme.yaml": written("/f/acme", "/f/evil", USING) }) })).playbooks.values()];

    expect(one?.hash).not.toBe(other?.hash);
    expect(one?.hash).not.toBe(createHash("sha256").update(VENDOR).digest("hex"));
  });

  it("is vouched for by the manifest that the script writes", async () => {
    const dir = await dirOf({});
    await cp(join(import.meta.dirname, "../../scripts"), join(dir, "scripts"), { recursive: true });
    await cp(join(import.meta.dirname, "../../node_modules/yaml"), join(dir, "node_modules/yaml"), { recursive: true });

    await writeFile(join(dir, "playbooks/rehearsed.json"), '{ "acme": { "version": 1, "on": "2026-11-22" } }');

    await promisify(execFile)(process.execPath, [join(dir, "scripts/manifest.mjs")]);

    const manifest = JSON.parse(await readFile(join(dir, "playbooks/manifest.json"), "utf8")) as { playbooks: Record<string, string> };
    const { playbooks } = await loadCatalog({ dir, trusted: new Set(Object.values(manifest.playbooks)) });
    expect(Object.keys(manifest.playbooks)).toEqual(["vendor-forms.yaml for acme"]);
    expect(playbooks.get("acme")?.isBundled).toBe(true);
  });

  it.each([
    ["a hole for a field of the person", written("path: \"/f/acme?lang=en\"", "path: \"/{{name.last}}\"", USING), "playbook.with.path", "wants a path"],
    ["a path that climbs", written("/f/acme?lang=en", "/f/../admin", USING), "playbook.with.path", "wants a path without"],
    ["a path that is another host", written("/f/acme?lang=en", "//evil.example/f", USING), "playbook.with.path", "wants a path"],
    ["a host with a user before it", written("acme.forms.example", "forms.example@evil.example", USING), "playbook.with.host", "wants a host name"],
    ["a hole in a text", written("We got it", "'{{name.last}}'", USING), "playbook.with.thanks", "wants plain words"],
    ["a quote that ends a locator's own", written("We got it", "'x\") or (\"'", USING), "playbook.with.thanks", "wants plain words"],
    ["a parameter that is missing", written(", thanks: We got it", "", USING), "playbook.with", '"thanks" is missing: the words after sending'],
    ["a parameter that nobody declared", written("thanks: We got it", "thanks: We got it, thank: x", USING), "playbook.with.thank", '"thank" is no parameter of forms: did you mean "thanks"?'],
    ["a vendor that is not there", written("vendor: forms", "vendor: form", USING), "playbook.vendor", 'there is no playbooks/vendor-form.yaml: did you mean "forms"?'],
  ])("refuses from a broker %s", async (_what, broker, place, message) => {
    const issues = await issuesOf({ "brokers/acme.yaml": broker });

    expect(issues[0]).toMatch(new RegExp(`brokers/acme\\.yaml:6:\\d+ ${place}$`));
    expect(issues[1]).toContain(message);
  });

  it.each([
    ["a host in a locator", written("button, confirmed", "'#${host}', confirmed", VENDOR), '"${host}" holds a host, which stands alone'],
    ["a host behind a name", written("https://${host}", "https://evil.example.${host}", VENDOR), "holds a host"],
    ["text as a host", written('["${host}"]', '["${thanks}"]', VENDOR), '"${thanks}" holds text, and an address or a host stands here'],
    ["a path in a sign", written("text=${thanks}", "text=${path}", VENDOR), "holds a path, which goes into goto and link only"],
    ["a hole that is not declared", written("text=${thanks}", "text=${thank}", VENDOR), '"${thank}" is no parameter of this vendor'],
    ["a hole in a key", written('"#email"', '"#${thanks}"', VENDOR), "a locator takes no parameter there"],
  ])("may not have %s", async (_what, vendor, message) => {
    const issues = await issuesOf({ "playbooks/vendor-forms.yaml": vendor });

    expect(issues.join("\n")).toContain(message);
  });

  it("is checked before any broker uses it", async () => {
    const issues = await issuesOf({ "brokers/acme.yaml": BROKER, "playbooks/vendor-forms.yaml": written("version: 1", "version: 0", VENDOR) });

    expect(issues[0]).toContain("playbooks/vendor-forms.yaml:7:10 version");
  });

  it("does not lead to a host that is neither the vendor's nor the broker's", async () => {
    const issues = await issuesOf({ "brokers/acme.yaml": written("acme.forms.example", "acme.evil.example", USING) });

    expect(issues.join("\n")).toContain("is not under a domain of brokers/acme.yaml");
  });

  it("is not chosen beside a playbook of the broker's own", async () => {
    const { issues } = await readCatalog({ dir: await dirOf({ "playbooks/acme.yaml": PLAYBOOK }) });

    expect(issues).toMatchObject([{ file: "brokers/acme.yaml", line: 6, rule: "vendor-use", message: "there is a playbooks/acme.yaml too" }]);
  });
});
