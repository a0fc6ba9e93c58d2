import { sha256 } from "../base/sha256.ts";
import type { Broker } from "./broker.ts";
import type { Playbook } from "./playbook.ts";
import { readKept, snapshotPath, type SnapshotName } from "./snapshot.ts";

/** What a file of certain bytes holds, which does not depend on where it stands. */
export interface KnownFiles {
  broker(text: string): Broker | undefined;
  /** By its hash: a vendor's has one for each use. */
  playbook(hash: string): Playbook | undefined;
}

export const nothingKnown: KnownFiles = { broker: () => undefined, playbook: () => undefined };

/** The values of the files that the build read, for a folder in which some of them were changed or others put beside them. */
export async function knownFiles(root: string, name: SnapshotName = "catalog"): Promise<KnownFiles> {
  const snapshot = await readKept(snapshotPath(root, name));
  if (!snapshot) return nothingKnown;
  const playbooks = new Map(Object.values(snapshot.playbooks).map(({ hash, playbook }) => [hash, playbook]));
  const brokers = new Map(Object.entries(snapshot.brokers).map(([slug, broker]) => [snapshot.files[`brokers/${slug}.yaml`]?.[2], broker]));
  return { broker: (text) => copyOf(brokers.get(sha256(text))), playbook: (hash) => playbooks.get(hash) };
}

/** Two files of the same bytes are two brokers, each with a place of its own. */
function copyOf(broker: Broker | undefined): Broker | undefined {
  return broker && { ...broker };
}
