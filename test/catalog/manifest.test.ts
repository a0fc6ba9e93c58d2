import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { readTrusted } from "../../src/catalog/manifest.ts";

const ROOT = join(import.meta.dirname, "../..");

it("vouches for exactly the playbooks that are there (npm run manifest writes it anew)", async () => {
  const { playbooks } = await loadCatalog({ dir: ROOT });
  const hashes = [...playbooks.values()].map(({ hash }) => hash);

  expect([...(await readTrusted(ROOT))].sort()).toEqual(hashes.sort());
});

it("trusts a bundled playbook, and none of a folder that somebody named", async () => {
  const ours = await loadCatalog({ dir: ROOT, trusted: await readTrusted(ROOT) });
  const named = await loadCatalog({ dir: ROOT });

  expect([...ours.playbooks.values()].every(({ isBundled }) => isBundled)).toBe(true);
  expect([...named.playbooks.values()].some(({ isBundled }) => isBundled)).toBe(false);
});
