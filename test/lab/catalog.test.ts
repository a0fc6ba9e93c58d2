import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseStrict } from "../../src/base/strict-yaml.ts";
import { Broker } from "../../src/catalog/broker.ts";
import { findFaults } from "../../src/catalog/checks/index.ts";
import type { LoadedPlaybook } from "../../src/catalog/load.ts";
import { Playbook } from "../../src/catalog/playbook.ts";
import { sites } from "../../src/lab/sites/index.ts";

const CATALOG = join(import.meta.dirname, "../../src/lab/catalog");

function read(folder: string): Map<string, string> {
  const names = readdirSync(join(CATALOG, folder));
  return new Map(names.map((name) => [name.replace(/\.yaml$/, ""), readFileSync(join(CATALOG, folder, name), "utf8")]));
}

describe("the lab's catalog", () => {
  const brokers = new Map([...read("brokers")].map(([slug, text]) => [slug, parseStrict({ file: `brokers/${slug}.yaml`, text }, Broker)]));
  const playbooks = new Map(
    [...read("playbooks")].map(([slug, text]): [string, LoadedPlaybook] => {
      const file = `playbooks/${slug}.yaml`;
      return [slug, { playbook: parseStrict({ file, text }, Playbook), hash: "", file, isBundled: true, place: () => `${file}:1:1`, source: { file, text } }];
    }),
  );

  it("has a broker and a playbook for every site, and no other", () => {
    const slugs = sites.map(({ slug }) => slug).sort();

    expect([...brokers.keys()].sort()).toEqual(slugs);
    expect([...playbooks.keys()].sort()).toEqual(slugs);
  });

  it("passes every check of the catalog, but for the site that has no sign of its own", () => {
    const faults = findFaults({ brokers, playbooks }).map(({ file, rule }) => `${file} ${rule}`);

    expect(faults).toEqual(["playbooks/blankpage.yaml no-none-sign"]);
  });

  it.each(sites.map((site) => [site.slug, site] as const))("speaks of the hosts that %s has", (slug, site) => {
    expect(playbooks.get(slug)?.playbook.hosts.site).toEqual([site.host]);
    expect(brokers.get(slug)?.name).toBe(site.name);
  });

  it("shows each way of naming a control", () => {
    const text = [...read("playbooks").values()].join("\n");

    for (const way of ["role=", "label=", "text=", "placeholder=", "//form[", "form#optout", ".//h2"]) expect(text).toContain(way);
  });
});
