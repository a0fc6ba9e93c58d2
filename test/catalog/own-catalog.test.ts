import { expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { findFaults } from "../../src/catalog/checks/index.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

it("finds nothing wrong or doubtful with the brokers and playbooks of the product", async () => {
  const catalog = await loadCatalog({ dir: ROOT });

  expect([...catalog.playbooks.keys()]).toEqual(expect.arrayContaining(["peoplefinders", "propertyrecord", "spokeo", "veripages"]));
  expect(findFaults(catalog)).toEqual([]);
});
