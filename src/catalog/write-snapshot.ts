import { nodeFiles } from "../base/files.ts";
import { findFaults } from "./checks/index.ts";
import { schemaLineFaults } from "./checks/schema-line.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import { readCatalog } from "./load.ts";
import { readTrusted } from "./manifest.ts";
import { snapshotPath, type Snapshot } from "./snapshot.ts";

/** Called by the build. A catalog with a mistake in it has no snapshot: it is loaded, and the mistake said, by whoever needs it. */
export async function writeSnapshot(dir: string, path = snapshotPath(dir)): Promise<boolean> {
  const files = fingerprintsOf(dir); // before reading: what is saved meanwhile counts as changed
  const { catalog, issues } = await readCatalog({ dir, trusted: await readTrusted(dir) });
  const findings = [...findFaults(catalog), ...schemaLineFaults(catalog)];
  if (issues.length > 0 || findings.some(({ severity }) => severity === "error")) return false;
  const { brokers, playbooks, vendors } = catalog;
  // JSON leaves out the one function of a playbook, its place.
  const snapshot: Snapshot = { files, findings, brokers: Object.fromEntries(brokers), playbooks: Object.fromEntries(playbooks), vendors: Object.fromEntries(vendors ?? []) };
  await nodeFiles.replace(path, JSON.stringify(snapshot));
  return true;
}
