import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";
import { openSnapshot } from "../../src/catalog/snapshot.ts";
import { matrix } from "../../src/report/matrix.ts";
import { catalogOf } from "../plan/fixture.ts";

const ROOT = join(import.meta.dirname, "../..");

it("docs/brokers.md is what unlist brokers matrix writes (--write docs/brokers.md)", async () => {
  const catalog = await openSnapshot(ROOT, "bytes");
  if (!catalog) throw new Error("dist/catalog.json is not of these files: npm run build");

  const isCurrent = readFileSync(join(ROOT, "docs/brokers.md"), "utf8") === matrix(catalog, await readRehearsals(ROOT));

  expect(isCurrent, "npx unlist brokers matrix --write docs/brokers.md").toBe(true);
});

it("names the day of a rehearsal for the very version that passed it, and no live run that there was not", () => {
  const rowOf = (version: number) => matrix(catalogOf({}), { acme: { version, on: "2026-11-22" } }).split("\n").find((line) => line.includes("[acme]"));

  expect(rowOf(1)).toBe("| [acme](../brokers/acme.yaml) | people-search | playbook, known | v1 | 2026-11-22 | never | unverified | 2026-08-07 |");
  expect(rowOf(2)).toContain("| v1 |  | never |");
});
