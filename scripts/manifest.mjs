// Writes playbooks/manifest.json: the hashes of the playbooks that come with the product and may submit. That takes a
// rehearsal of this very version (playbooks/rehearsed.json): one that nobody has seen work may look, and asks nothing.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "./freshness.mjs";

const folder = join(ROOT, "playbooks");
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();
const rehearsed = JSON.parse(readFileSync(join(folder, "rehearsed.json"), "utf8"));
const own = names.filter((name) => !name.startsWith("vendor-") && isRehearsed(name.slice(0, -".yaml".length), name)).map((name) => [name, hashOf(name)]);
const playbooks = Object.fromEntries([...own, ...vendorUses()].sort());
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify({ playbooks }, null, 2)}\n`);

function isRehearsed(broker, file) {
  return rehearsed[broker]?.version === parse(readFileSync(join(folder, file), "utf8")).version;
}

function hashOf(name) {
  return sha256(readFileSync(join(folder, name)));
}

/** A vendor's playbook is vouched for together with what each broker puts into it (src/catalog/vendor.ts, hashFor). */
function vendorUses() {
  const brokers = readdirSync(join(ROOT, "brokers")).filter((name) => name.endsWith(".yaml"));
  return brokers.flatMap((file) => {
    const { playbook } = parse(readFileSync(join(ROOT, "brokers", file), "utf8"));
    if (!playbook) return [];
    const [broker, vendor] = [file.slice(0, -".yaml".length), `vendor-${playbook.vendor}.yaml`];
    if (!isRehearsed(broker, vendor)) return [];
    const lines = Object.entries(playbook.with).map(([name, value]) => `${name}=${value}`).sort();
    return [[`${vendor} for ${broker}`, sha256([hashOf(vendor), broker, ...lines].join("\n"))]];
  });
}

function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}
