import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { knownFiles } from "../../src/catalog/known-files.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { readTrusted } from "../../src/catalog/manifest.ts";

const ROOT = join(import.meta.dirname, "../..");

it("vouches for exactly the playbooks that were rehearsed as they are (npm run manifest writes it anew)", async () => {
  const { playbooks } = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT) });
  const rehearsed = z.record(z.string(), z.object({ version: z.int() })).parse(JSON.parse(await readFile(join(ROOT, "playbooks", "rehearsed.json"), "utf8")));
  const hashes = [...playbooks].flatMap(([slug, { hash, playbook }]) => (rehearsed[slug]?.version === playbook.version ? [hash] : []));

  expect([...(await readTrusted(ROOT))].sort()).toEqual(hashes.sort());
});

it("trusts a rehearsed playbook, none that was rehearsed to no end, and none of a folder that somebody named", async () => {
  const ours = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT), trusted: await readTrusted(ROOT) });
  const named = await loadCatalog({ dir: ROOT, known: await knownFiles(ROOT) });

  expect([ours.playbooks.get("spokeo")?.isBundled, ours.playbooks.get("beenverified")?.isBundled]).toEqual([true, false]);
  expect([...named.playbooks.values()].some(({ isBundled }) => isBundled)).toBe(false);
});
