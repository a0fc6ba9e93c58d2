// Writes playbooks/manifest.json: the hashes of the playbooks that come with the product and may therefore submit.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./freshness.mjs";

const folder = join(ROOT, "playbooks");
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();
const playbooks = Object.fromEntries(names.map((name) => [name, createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")]));
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify({ playbooks }, null, 2)}\n`);
