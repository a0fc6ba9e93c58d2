import type { Broker } from "./broker.ts";
import type { Playbook } from "./playbook.ts";

/** A playbook as loaded: with the hash that evidence and trust are tied to, and the way back to its file. */
export interface LoadedPlaybook {
  readonly playbook: Playbook;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  readonly file: string;
  /** Its hash stands in the manifest that came with the product. */
  readonly isBundled: boolean;
  /** `playbooks/acme.yaml:14:22` for a step id like `optOut.steps[3]`. */
  readonly place: (step: string) => string;
}

export interface Catalog {
  readonly brokers: ReadonlyMap<string, Broker>;
  readonly playbooks: ReadonlyMap<string, LoadedPlaybook>;
}
