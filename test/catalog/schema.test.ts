import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { SCHEMA_NAMES, jsonSchemas } from "../../src/catalog/json-schema.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["brokers", "playbooks", "src/lab/catalog/brokers", "src/lab/catalog/playbooks"];
const files = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".yaml")).map((name) => join(folder, name)));

describe("the JSON schemas", () => {
  it.each(SCHEMA_NAMES)("%s is what the product reads with (npm run schema writes it anew)", (name) => {
    expect(JSON.parse(readFileSync(join(ROOT, "schemas", name), "utf8"))).toEqual(JSON.parse(JSON.stringify(jsonSchemas()[name])));
  });

  it("know every verb of a step, and refuse a key that nobody knows", () => {
    const text = JSON.stringify(jsonSchemas()["playbook.schema.json"]);

    expect(["goto", "extract", "choose", "fill", "select", "check", "click", "expect", "settle", "human", "submit", "email", "if"].filter((verb) => !text.includes(`"${verb}":`))).toEqual([]);
    expect(jsonSchemas()["playbook.schema.json"]).toMatchObject({ additionalProperties: false });
  });

  it.each(files)("%s names its schema in its first line", (file) => {
    const [, path = ""] = /^# yaml-language-server: \$schema=(\S+)$/.exec(readFileSync(join(ROOT, file), "utf8").split("\n", 1)[0] ?? "") ?? [];

    expect(SCHEMA_NAMES.map((name) => join(ROOT, "schemas", name))).toContain(resolve(join(ROOT, dirname(file)), path));
  });
});
