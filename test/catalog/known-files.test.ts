import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findFaults } from "../../src/catalog/checks/index.ts";
import { knownFiles } from "../../src/catalog/known-files.ts";
import { readCatalog } from "../../src/catalog/load.ts";
import { sourceOfBroker } from "../../src/catalog/sources.ts";

const ROOT = join(import.meta.dirname, "../..");
const known = await knownFiles(ROOT);
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "unlist-test-"));
  for (const folder of ["brokers", "playbooks"]) await mkdir(join(dir, folder));
  for (const file of ["brokers/spokeo.yaml", "playbooks/spokeo.yaml", "brokers/veripages.yaml", "playbooks/veripages.yaml"]) await copyFile(join(ROOT, file), join(dir, file));
});
afterEach(() => rm(dir, { recursive: true }));

it("makes of files that the build read what reading them makes", async () => {
  const read = await readCatalog({ dir });
  const taken = await readCatalog({ dir, known });

  expect([...taken.catalog.brokers]).toEqual([...read.catalog.brokers]);
  expect([...taken.catalog.playbooks].map(([slug, { playbook, hash, file }]) => ({ slug, playbook, hash, file }))).toEqual([...read.catalog.playbooks].map(([slug, { playbook, hash, file }]) => ({ slug, playbook, hash, file })));
});

it("reads a file that was changed by one letter, and says where it is wrong", async () => {
  const text = await readFile(join(dir, "brokers/spokeo.yaml"), "utf8");
  await writeFile(join(dir, "brokers/spokeo.yaml"), text.replace("name:", "nam:"));

  const { issues } = await readCatalog({ dir, known });

  expect(issues.map(({ file, path }) => ({ file, path }))).toContainEqual({ file: "brokers/spokeo.yaml", path: "nam" });
  expect(issues.every(({ file }) => file === "brokers/spokeo.yaml")).toBe(true);
});

it("finds the same faults at the same places, also where one file stands twice", async () => {
  await copyFile(join(dir, "brokers/veripages.yaml"), join(dir, "brokers/zz-twin.yaml"));

  const [read, taken] = [await readCatalog({ dir }), await readCatalog({ dir, known })];

  const faults = findFaults(read.catalog);
  expect(faults.some(({ file }) => file === "brokers/zz-twin.yaml")).toBe(true);
  expect(findFaults(taken.catalog)).toEqual(faults);
  expect([...taken.catalog.brokers].map(([slug, broker]) => [slug, sourceOfBroker(broker)?.file])).toEqual([...taken.catalog.brokers.keys()].map((slug) => [slug, `brokers/${slug}.yaml`]));
});

it("knows files of the build at all, or the above would show nothing", async () => {
  expect(known.broker(await readFile(join(ROOT, "brokers/spokeo.yaml"), "utf8"))).toBeDefined();
});
