import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Machine } from "./run-cli.ts";

const RECIPES = join(import.meta.dirname, "../authoring/pir/recipes");

let machine: Machine;
beforeAll(async () => void (machine = await Machine.open()));
afterAll(() => machine[Symbol.asyncDispose]());

it("writes what it can, refuses the rest by name, and says both as one object", async () => {
  const out = join(machine.dir, "catalog");
  const { code, stdout } = await machine.run(["playbooks", "import", "pir", `${RECIPES}/reedfile.example.json`, `${RECIPES}/torn.example.json`, "--out", out, "--json"]);

  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    brokers: [{ file: `${out}/brokers/lanternfolk-example.yaml` }, { file: `${out}/brokers/reedfile-example.yaml` }],
    playbooks: [{ file: `${out}/playbooks/reedfile-example.yaml` }],
    refusals: [{ file: "torn.example.json", line: 4, column: 3, path: "", message: "not valid JSON" }],
  });

  const parent = await machine.run(["playbooks", "import", "pir", `${RECIPES}/lanternfolk.example.json`, "--out", out, "--quiet"]);
  const again = await machine.run(["playbooks", "import", "pir", `${RECIPES}/reedfile.example.json`, "--out", out, "--quiet"]);

  expect([parent.code, again.code]).toEqual([0, 0]);
  expect(await readFile(`${out}/brokers/lanternfolk-example.yaml`, "utf8")).toContain("name: Lanternfolk");
  expect((await machine.run(["playbooks", "lint", "--catalog", out])).code).toBe(0);
});
